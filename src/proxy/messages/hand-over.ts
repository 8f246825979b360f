/**
 * A value that is given away once: afterwards it is in memory only for as long as whoever has taken it needs it.
 * @returns throws when it is called again, so that nobody takes nothing for an empty value
 */
export function handOver<T>(value: T): () => T {
  let held: { value: T } | undefined = { value };
  return () => {
    if (!held) throw new Error('It was taken before');
    const { value: taken } = held;
    held = undefined;
    return taken;
  };
}
