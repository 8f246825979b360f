import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { isUuid, MediaNew, NotesNew, type RedoxMessage, ResultsNew } from '../../src/models/index.js';
import { jpeg } from '../samples/media.js';
import { base64Of, complete, eventOf, failure, fileOf, HOST_MESSAGES } from './support.js';

const withModel = (model: keyof typeof HOST_MESSAGES) =>
  fixture<RedoxFileSender>(
    html`<redox-file-sender model=${model} .message=${HOST_MESSAGES[model]}></redox-file-sender>`,
  );

async function payloadOf(element: RedoxFileSender, file: File) {
  const composed = eventOf('redox-payload');
  await complete(element, file);
  return (await composed).detail;
}

describe('a file that ends as a message', () => {
  it('is a Note with its contents, marked as base64', async () => {
    const element = await withModel('Notes');
    const file = fileOf('hello');
    const { message, documentId, delivery, issues } = await payloadOf(element, file);
    const { Note } = NotesNew.parse(message);
    expect(delivery).to.equal('embed');
    expect(issues).to.deep.equal([]);
    expect(Note).to.include({
      ContentType: 'Base64 Encoded',
      FileContents: await base64Of(file),
      FileName: 'scan.pdf',
      FileType: 'PDF',
      DocumentID: documentId,
    });
    expect(isUuid(documentId)).to.equal(true);
  });

  it('is a Result of the order that the host named', async () => {
    const element = await withModel('Results');
    const file = fileOf('hello');
    const { message } = await payloadOf(element, file);
    const [order] = ResultsNew.parse(message).Orders;
    expect(order).to.include({ ID: '157968300', Status: 'Resulted' });
    expect(order?.Results).to.deep.equal([
      { Code: '24331-1', Value: await base64Of(file), ValueType: 'Encapsulated Data', FileType: 'PDF' },
    ]);
  });

  it('is a Medium that is available', async () => {
    const element = await withModel('Media');
    const file = fileOf(jpeg(), 'wound.jpeg', 'image/jpeg');
    const { message } = await payloadOf(element, file);
    expect(MediaNew.parse(message).Media).to.include({
      FileType: 'JPG',
      FileContents: await base64Of(file),
      Availability: 'Available',
    });
  });

  it('is in its form when a listener is told of it', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form><redox-file-sender name="doc" .message=${HOST_MESSAGES.Notes}></redox-file-sender></form>`,
    );
    const element = form.querySelector('redox-file-sender') as RedoxFileSender;
    const seen: unknown[] = [];
    const see = ({ detail }: HTMLElementEventMap['redox-payload']) => {
      const [{ message } = {}] = element.files;
      const [part] = new FormData(form).getAll('doc') as File[];
      seen.push(form.checkValidity(), message === undefined, part?.name === `${detail.documentId}.json`);
    };
    element.addEventListener('redox-payload', see);
    await complete(element, fileOf('x'));
    expect(seen).to.deep.equal([true, false, true]);
  });

  it('comes as the same JSON from toBlob and in the form', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form><redox-file-sender name="doc" .message=${HOST_MESSAGES.Notes}></redox-file-sender></form>`,
    );
    const element = form.querySelector('redox-file-sender') as RedoxFileSender;
    const { message, toBlob, documentId } = await payloadOf(element, fileOf(100_000));
    const part = new FormData(form).get('doc') as File;
    expect(JSON.parse(await toBlob().text())).to.deep.equal(message);
    expect(JSON.parse(await part.text())).to.deep.equal(message);
    expect(part.type).to.equal('application/json');
    expect(part.name).to.equal(`${documentId}.json`);
    expect(element.value).to.deep.equal([message]);
  });

  it('asks a function for the message of each file', async () => {
    const element = await withModel('Notes');
    element.message = async file => ({
      ...HOST_MESSAGES.Notes,
      Note: { ...HOST_MESSAGES.Notes.Note, DocumentDescription: `About ${file.name}` },
    });
    const { message } = await payloadOf(element, fileOf('hello'));
    expect((message as NotesNew).Note.DocumentDescription).to.equal('About scan.pdf');
  });

  it('goes with what a listener has just made of the element, and not with what was for the file before', async () => {
    const element = await withModel('Notes');
    element.addEventListener('redox-file-add', ({ detail: { file } }) => {
      element.message = { ...HOST_MESSAGES.Notes, Patient: { Identifiers: [{ ID: file.name, IDType: 'MR' }] } };
    });
    for (const name of ['first.pdf', 'second.pdf']) {
      const { message } = await payloadOf(element, fileOf('hello', name));
      expect(message.Patient?.Identifiers[0]?.ID).to.equal(name);
    }
  });

  it('is refused without a patient, and says which field is missing', async () => {
    const element = await withModel('Notes');
    element.message = { Note: HOST_MESSAGES.Notes.Note };
    const error = await failure(element, fileOf('hello'));
    expect(error.code).to.equal('message-invalid');
    expect(error.issues?.map(issue => issue.path)).to.deep.equal(['Patient']);
    element.message = { Patient: {}, Note: HOST_MESSAGES.Notes.Note };
    const retried = eventOf('redox-error');
    element.retry();
    expect((await retried).detail.error.issues?.map(issue => issue.path)).to.deep.equal(['Patient.Identifiers']);
  });

  it('succeeds on a retry once the host has mended its message, under the same document identifier', async () => {
    const element = await withModel('Notes');
    element.message = {};
    await failure(element, fileOf('hello'));
    const [before] = element.files;
    element.message = HOST_MESSAGES.Notes;
    const composed = eventOf('redox-payload');
    element.retry();
    const { detail } = await composed;
    expect(detail.documentId).to.equal(before?.documentId);
    expect((detail.message as RedoxMessage & NotesNew).Note.DocumentID).to.equal(before?.documentId);
  });

  it('may lack with `partial` what the host fills in later, but may not be wrong', async () => {
    const element = await withModel('Notes');
    element.partial = true;
    element.message = { Note: { DocumentType: 'Consent Form' } };
    const { issues } = await payloadOf(element, fileOf('hello'));
    expect(issues.map(issue => issue.path)).to.deep.equal(['Patient', 'Note.Provider']);
    element.reset();
    element.message = { Note: { DocumentType: 7 as unknown as string } };
    expect((await failure(element, fileOf('hello'))).code).to.equal('message-invalid');
  });
});
