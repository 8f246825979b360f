import type { HostMessage } from '../../src/models/index.js';
import type { Grant } from '../../src/protocol/index.js';
import { type Patient, PROVIDER } from './patients.js';
import { isPortalForm, type PortalForm } from './receipts.js';
import { sessionIdOf } from './session-cookie.js';
import type { Sessions } from './sessions.js';

/** Which of the portal's forms asks for a token; the element's `authorize` property sends it. */
export const FORM_HEADER = 'x-portal-form';

/** The practice's own chart. */
export const META = {
  Test: true,
  Destinations: [{ ID: '7f0c8d51-6b7a-4f0e-9d0c-2d9b8a5a3e11', Name: 'Willowmere EHR' }],
};

/**
 * What a patient may send with one form. A grant is put over every message sent with it, so each form has one of its
 * own: a grant for all would put parts of one data model into another's messages.
 */
export function grantFor(patient: Patient, form: PortalForm | undefined): Grant {
  const common: HostMessage = { Meta: META, Patient: patient.chart };
  const subject = patient.account;
  switch (form) {
    case 'consent':
      return { subject, message: { ...common, Note: { Provider: PROVIDER } }, limits: { models: ['Notes'] } };
    case 'photo':
      return { subject, message: { ...common, Media: { Provider: PROVIDER } }, limits: { models: ['Media'] } };
    case 'lab':
      return {
        subject,
        message: { ...common, Orders: [patient.orders['blood-count']] },
        limits: { models: ['Results'] },
      };
    default:
      return { subject, message: common };
  }
}

/** The proxy's `authorize`: whoever has a session may send for its patient, and nobody else anything. */
export const authorizer =
  (sessions: Sessions) =>
  (request: Request): Grant | null => {
    const session = sessions.find(sessionIdOf(request));
    const form = request.headers.get(FORM_HEADER);
    return session ? grantFor(session.patient, isPortalForm(form) ? form : undefined) : null;
  };
