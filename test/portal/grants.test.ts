import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { authorizer, FORM_HEADER, grantFor } from '../../demo/server/grants.js';
import { PATIENTS } from '../../demo/server/patients.js';
import { createSessions } from '../../demo/server/sessions.js';
import { checkMessage, compose, type DataModel } from '../../src/models/index.js';
import { bind } from '../../src/proxy/messages/bind.js';

const [patient] = PATIENTS;

const tokenRequest = (headers: Record<string, string>) =>
  new Request('http://127.0.0.1/redox/token', { method: 'POST', headers });

/** What a browser sends that tries to write into somebody else's chart. */
const sentWith = (model: DataModel, message: object) =>
  compose({
    model,
    eventType: 'New',
    file: { name: 'a.pdf', type: 'application/pdf', size: 3 },
    content: { base64: 'JVBE' },
    documentId: '7f3b7c2e-9a34-4d07-8a5e-0a4f9d5d3b11',
    message: {
      Meta: { Destinations: [{ ID: 'aaaaaaaa-0000-4000-8000-000000000000' }] },
      Patient: { Identifiers: [{ ID: 'somebody-else', IDType: 'MR' }] },
      ...message,
    },
  });

describe('what the portal allows', () => {
  test('is nothing without a session', () => {
    const sessions = createSessions();
    const authorize = authorizer(sessions);
    assert.equal(authorize(tokenRequest({})), null);
    assert.equal(authorize(tokenRequest({ cookie: 'portal-session=signed-out' })), null);
    const { id } = sessions.open();
    sessions.end(id);
    assert.equal(authorize(tokenRequest({ cookie: `portal-session=${id}` })), null);
  });

  test('is to write into the chart of the session’s own patient', () => {
    const sessions = createSessions();
    const authorize = authorizer(sessions);
    for (const { id, patient } of [sessions.open(), sessions.open()]) {
      const grant = authorize(tokenRequest({ cookie: `theme=dark; portal-session=${id}` }));
      assert.equal(grant?.subject, patient.account);
      assert.deepEqual(grant?.message?.Patient, patient.chart);
    }
  });

  test('depends on the form, and an unknown form gets nothing of any model', () => {
    const sessions = createSessions();
    const authorize = authorizer(sessions);
    const cookie = `portal-session=${sessions.open().id}`;
    const models = (form: string) => authorize(tokenRequest({ cookie, [FORM_HEADER]: form }))?.limits?.models;
    assert.deepEqual(models('consent'), ['Notes']);
    assert.deepEqual(models('lab'), ['Results']);
    assert.deepEqual(models('photo'), ['Media']);
    const other = authorize(tokenRequest({ cookie, [FORM_HEADER]: 'toString' }));
    assert.deepEqual(Object.keys(other?.message ?? {}), ['Meta', 'Patient']);
  });

  test('completes a note, a result and a photo, and overrides patient and destination', () => {
    const results = { Orders: [{ ID: 'somebody-elses-order', Results: [{ Code: '58410-2' }] }] };
    const forms = [
      ['consent', sentWith('Notes', { Note: { DocumentType: 'Consent Form', Provider: { ID: 'mine' } } })],
      ['photo', sentWith('Media', { Media: { DocumentType: 'Wound Photo', Provider: { ID: 'mine' } } })],
      ['lab', sentWith('Results', results)],
    ] as const;
    for (const [form, sent] of forms) {
      const bound = bind(sent, grantFor(patient, form).message);
      assert.deepEqual(checkMessage(bound, { sending: true }), [], form);
      const text = JSON.stringify(bound);
      assert.ok(!text.includes('somebody-else'), form);
      assert.ok(!text.includes('aaaaaaaa-0000'), form);
      assert.ok(text.includes(patient.chart.Identifiers[0]?.ID ?? '?'), form);
    }
  });

  test('puts no part of one model into a message of another', () => {
    const note = bind(
      sentWith('Notes', { Note: { DocumentType: 'Consent Form' } }),
      grantFor(patient, 'consent').message,
    );
    assert.deepEqual(Object.keys(note), ['Meta', 'Patient', 'Note']);
    const photo = bind(sentWith('Media', { Media: { DocumentType: 'Photo' } }), grantFor(patient, 'photo').message);
    assert.deepEqual(Object.keys(photo), ['Meta', 'Patient', 'Media']);
  });
});
