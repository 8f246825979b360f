import { expect } from '@open-wc/testing';
import type { NotesNew } from '../../src/models/index.js';
import { committed, created, held, next, patched, sending, token } from './sending.js';
import { fileOf } from './support.js';

const messageOf = (ID: string) => ({
  Patient: { Identifiers: [{ ID, IDType: 'MR' }] },
  Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } },
});

describe('a message that its host goes on to change', () => {
  it('is the one that was checked when the file began to go up', async () => {
    const message = messageOf('first');
    const commit = held();
    const { sender } = sending([token, created(), patched(50), commit], {
      output: 'payload',
      delivery: 'upload',
      message,
    });
    const composed = next(sender, 'redox-payload');
    sender.add([fileOf(50)]);
    await commit.asked;
    message.Note.DocumentType = '';
    message.Patient.Identifiers[0] = { ID: 'second', IDType: 'MR' };
    commit.give(committed(50));
    const { Patient, Note } = (await composed).message as NotesNew;
    expect(Patient).to.deep.equal(messageOf('first').Patient);
    expect(Note.DocumentType).to.equal('Consent Form');
  });

  it('is the same from toBlob and in the event, whenever they are read', async () => {
    const message = messageOf('first');
    const { sender } = sending([], { output: 'payload', asBlob: true, message });
    const composed = next(sender, 'redox-payload');
    sender.add([fileOf(50)]);
    const payload = await composed;
    message.Patient.Identifiers.pop();
    expect(JSON.parse(await payload.toBlob().text())).to.deep.equal(payload.message);
    expect(payload.message.Patient).to.deep.equal(messageOf('first').Patient);
  });
});
