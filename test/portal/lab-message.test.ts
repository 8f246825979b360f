import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completeLabMessage, LabEntries } from '../../demo/server/lab-message.js';
import { PATIENTS } from '../../demo/server/patients.js';
import { checkMessage, compose, type HostMessage } from '../../src/models/index.js';

const [patient] = PATIENTS;
const ENTRIES: LabEntries = { test: 'lipids', collectedOn: '2026-11-20', laboratory: 'North Lab' };

/** As the element composes it on the lab page. */
const composed = (message: HostMessage = {}, content: { base64: string } | { uri: string } = { base64: 'JVBE' }) =>
  JSON.stringify(
    compose({
      model: 'Results',
      eventType: 'New',
      file: { name: 'report.pdf', type: 'application/pdf', size: 3 },
      content,
      documentId: '7f3b7c2e-9a34-4d07-8a5e-0a4f9d5d3b11',
      eventDateTime: '2026-11-24T08:00:00Z',
      message,
    }),
  );

describe('a lab report', () => {
  test('becomes a complete result of the order that the patient chose', () => {
    const message = completeLabMessage(composed(), ENTRIES, patient);
    assert.deepEqual(checkMessage(message, { sending: true }), []);
    const [order] = message?.Orders ?? [];
    assert.equal(order?.ID, patient.orders.lipids.ID);
    assert.equal(order?.CollectionDateTime, '2026-11-20T00:00:00');
    assert.deepEqual(order?.Results, [
      {
        Code: '24331-1',
        Codeset: 'LOINC',
        Description: 'Lipid panel in serum or plasma',
        Value: 'JVBE',
        ValueType: 'Encapsulated Data',
        FileType: 'PDF',
        Status: 'Final',
        Producer: { Name: 'North Lab' },
      },
    ]);
  });

  test('may refer to an uploaded file', () => {
    const uri = 'https://blob.redoxengine.com/upload/9a3d0f4e-1c57-4c0b-b7d4-54f14ad4e7a2';
    const message = completeLabMessage(composed({}, { uri }), ENTRIES, patient);
    assert.equal(message?.Orders[0]?.Results[0]?.Value, uri);
    assert.deepEqual(checkMessage(message, { sending: true }), []);
  });

  test('takes nothing from the browser but the file and the time', () => {
    const smuggled = composed({
      Meta: { Destinations: [{ ID: 'aaaaaaaa-0000-4000-8000-000000000000' }], FacilityCode: 'smuggled' },
      Patient: { Identifiers: [{ ID: 'smuggled', IDType: 'MR' }] },
      Visit: { VisitNumber: 'smuggled' },
      Orders: [{ ID: 'smuggled', Notes: ['smuggled'], Results: [{ Code: 'smuggled', AbnormalFlag: 'Normal' }] }],
    });
    assert.deepEqual(completeLabMessage(smuggled, ENTRIES, patient), completeLabMessage(composed(), ENTRIES, patient));
  });

  test('is the same message when the form is posted again', () => {
    assert.deepEqual(
      completeLabMessage(composed(), ENTRIES, patient),
      completeLabMessage(composed(), ENTRIES, patient),
    );
  });

  test('is none without exactly one file', () => {
    const two = { Orders: [{ Results: [{ Value: 'AAAA' }, { Value: 'BBBB' }] }] };
    for (const text of ['', '{', 'null', '{}', '{"Orders":[]}', composed(two)])
      assert.equal(completeLabMessage(text, ENTRIES, patient), undefined, text);
  });

  test('needs a test that was ordered, a real day and a name of bearable length', () => {
    assert.ok(LabEntries.safeParse({ ...ENTRIES, laboratory: '' }).success);
    for (const wrong of [{ test: 'toString' }, { collectedOn: '2026-02-30' }, { laboratory: 'x'.repeat(101) }])
      assert.ok(!LabEntries.safeParse({ ...ENTRIES, ...wrong }).success, JSON.stringify(wrong));
  });
});
