import type { DataModel } from '../../../src/models/index.js';
import type { PortalForm } from '../../server/receipts.js';

/** An invented patient and provider: enough for a message to be complete without a back end. */
const COMMON = {
  Meta: { Test: true, Destinations: [{ ID: '7f0c8d51-6b7a-4f0e-9d0c-2d9b8a5a3e11', Name: 'Willowmere EHR' }] },
  Patient: {
    Identifiers: [{ ID: '00990001', IDType: 'MR' }],
    Demographics: { FirstName: 'Play', LastName: 'Ground', DOB: '1980-01-01' },
  },
};
const PROVIDER = { ID: '4356789876', IDType: 'NPI' };

const PARTS: Readonly<Record<DataModel, object>> = {
  Notes: { Note: { DocumentType: 'Consent Form', Provider: PROVIDER } },
  Results: {
    Orders: [{ ID: 'WM-70001', ApplicationOrderID: 'A-70001', Results: [{ Code: '58410-2', Codeset: 'LOINC' }] }],
  },
  Media: { Media: { DocumentType: 'Wound Photo', Provider: PROVIDER } },
};

/** The same document, where it takes the place of an earlier one. */
const ORIGINAL = { OriginalDocumentID: '3f0e2c5a-6c1d-4a53-9a65-0d4f5b7f2a10' };

const modelOf = (model: string): DataModel => (model === 'Results' || model === 'Media' ? model : 'Notes');

/** What the `message` property is at first, as JSON; with `partial` it is left to a back end. */
export function defaultMessage(model: string, eventType: string, partial: boolean): string {
  if (partial) return '';
  const part = PARTS[modelOf(model)];
  const message = { ...COMMON, ...part };
  if (eventType === 'Replace')
    for (const [key, value] of Object.entries(part))
      if (key !== 'Orders') Object.assign(message, { [key]: { ...value, ...ORIGINAL } });
  return JSON.stringify(message, null, 2);
}

/** The form of the portal whose grant fits a data model. */
export const formFor = (model: string): PortalForm =>
  (({ Notes: 'consent', Results: 'lab', Media: 'photo' }) as const)[modelOf(model)];
