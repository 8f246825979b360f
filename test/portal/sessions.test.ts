import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PATIENTS } from '../../demo/server/patients.js';
import { createReceipt } from '../../demo/server/receipts.js';
import { createSessions, keepReceipt } from '../../demo/server/sessions.js';

const MINUTE = 60_000;

describe("the portal's sessions", () => {
  test('are found by an identifier that nobody can guess', () => {
    const sessions = createSessions();
    const session = sessions.open();
    assert.equal(Buffer.from(session.id, 'base64url').length, 32);
    assert.notEqual(sessions.open().id, session.id);
    assert.equal(sessions.find(session.id), session);
  });

  test('of two visitors belong to different patients', () => {
    const sessions = createSessions();
    const patients = PATIENTS.map(() => sessions.open().patient);
    assert.deepEqual(patients, PATIENTS);
    assert.equal(sessions.open().patient, PATIENTS[0]);
  });

  test('are not found without an identifier, or with another', () => {
    const sessions = createSessions();
    sessions.open();
    assert.equal(sessions.find(undefined), undefined);
    assert.equal(sessions.find(''), undefined);
    assert.equal(sessions.find('signed-out'), undefined);
  });

  test('end when the patient signs out', () => {
    const sessions = createSessions();
    const { id } = sessions.open();
    sessions.end(id);
    assert.equal(sessions.find(id), undefined);
  });

  test('end half an hour after the last request', () => {
    let now = 0;
    const sessions = createSessions(() => now);
    const { id } = sessions.open();
    now += 29 * MINUTE;
    assert.ok(sessions.find(id));
    now += 29 * MINUTE;
    assert.ok(sessions.find(id));
    now += 30 * MINUTE;
    assert.equal(sessions.find(id), undefined);
  });

  test('keep the latest receipts first, and not for ever more of them', () => {
    const session = createSessions().open();
    const receipts = Array.from({ length: 60 }, () => createReceipt('consent', []));
    for (const receipt of receipts) keepReceipt(session, receipt);
    assert.deepEqual(session.receipts, receipts.reverse().slice(0, 50));
  });
});
