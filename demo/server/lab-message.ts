import * as z from 'zod/mini';
import type { ResultsNew } from '../../src/models/index.js';
import { META } from './grants.js';
import { parseJson } from './json.js';
import { LAB_TESTS, type Patient } from './patients.js';

/** What the patient entered beside the file. */
export const LabEntries = z.object({
  test: z.enum(LAB_TESTS),
  /** When the sample was taken. */
  collectedOn: z.iso.date(),
  /** Name of the laboratory; may be empty. */
  laboratory: z.string().check(z.maxLength(100)),
});
export type LabEntries = z.infer<typeof LabEntries>;

/** The file in a message that the element composed. */
const Composed = z.object({
  Meta: z.object({ EventDateTime: z.string() }),
  Orders: z.tuple([
    z.object({ Results: z.tuple([z.object({ Value: z.string(), FileType: z.optional(z.string()) })]) }),
  ]),
});

/**
 * Completes what the browser sent to a message for the chart. From the browser come the file and when it was picked;
 * whatever else it put in the message is left behind, so that nobody writes into a chart or an order that is not theirs.
 * @param composed the element's message, as JSON
 * @returns undefined where it holds no file
 */
export function completeLabMessage(composed: string, entries: LabEntries, patient: Patient): ResultsNew | undefined {
  const { data } = Composed.safeParse(parseJson(composed));
  if (!data) return undefined;
  const { Value, FileType } = data.Orders[0].Results[0];
  const order = patient.orders[entries.test];
  return {
    Meta: { DataModel: 'Results', EventType: 'New', EventDateTime: data.Meta.EventDateTime, ...META },
    Patient: patient.chart,
    Orders: [
      {
        ...order,
        CollectionDateTime: `${entries.collectedOn}T00:00:00`,
        ResultsStatus: 'Final',
        Results: [
          {
            ...order.Procedure,
            Value,
            ValueType: 'Encapsulated Data',
            FileType,
            Status: 'Final',
            Producer: { Name: entries.laboratory || null },
          },
        ],
      },
    ],
  };
}
