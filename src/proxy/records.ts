export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** For looking into what somebody else sent: of anything but an object, every field is absent. */
export const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
