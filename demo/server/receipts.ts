import * as z from 'zod/mini';

/** What Redox answered to one document: identifiers alone, nothing about the patient or the file. */
export const SentDocument = z.object({
  documentId: z.string().check(z.maxLength(64)),
  logIds: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(16)),
});
export type SentDocument = z.infer<typeof SentDocument>;

/** The portal's own record of one form that a patient sent. */
export interface Receipt {
  id: string;
  form: PortalForm;
  /** ISO 8601 date-time. */
  sentAt: string;
  documents: SentDocument[];
}

/** The forms of the portal, by their paths. */
export const PORTAL_FORMS = ['consent', 'lab', 'photo'] as const;
export type PortalForm = (typeof PORTAL_FORMS)[number];

export const isPortalForm = (name: string | null): name is PortalForm => PORTAL_FORMS.some(form => form === name);

export const createReceipt = (form: PortalForm, documents: SentDocument[]): Receipt => ({
  id: crypto.randomUUID(),
  form,
  sentAt: new Date().toISOString(),
  documents,
});
