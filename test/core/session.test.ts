import { expect } from '@open-wc/testing';
import { accepted, committed, created, head, held, next, only, patched, sending, token } from './sending.js';
import { entries, page, session, upload } from './session-page.js';
import { cut, fileOf, pdfOf, problem, silence, status, times } from './support.js';

const anotherMessage = problem(422, 'message-invalid', { issues: [] });

describe('with resume="session", after a reload', () => {
  beforeEach(() => sessionStorage.clear());

  it('the same file goes on where its upload was, as the same document', async () => {
    const before = await page([token, created(), patched(100), status(400)]);
    const { said, file } = await page([token, head(100), patched(150), committed(150), accepted]);
    expect(file.state).to.equal('sent');
    expect(said.slice(0, 3)).to.deep.equal(['POST token', 'HEAD uploads/1', 'PATCH uploads/1 100+50']);
    expect(file.documentId).to.equal(before.file.documentId);
  });

  it('another file does not, also one as large', async () => {
    await page([token, created(), patched(100), status(400)]);
    const other = new File([pdfOf(150).fill(0, 140)], 'scan.pdf', { type: 'application/pdf' });
    const { said } = await page([token, created(2), patched(100), status(400)], upload, other);
    expect(said).to.include('POST uploads');
    expect(entries().length).to.equal(2);
  });

  it('the same file for another proxy, kind of message or of document is another document', async () => {
    const { file } = await page([token, accepted], session);
    for (const other of [
      { endpoint: 'https://other.example/redox' },
      { model: 'Media' },
      { eventType: 'Replace', message: { Note: { OriginalDocumentID: 'before' } } },
      { documentTypes: ['Insurance'] },
    ] as const) {
      const { keys } = await page([token, accepted], { ...session, ...other });
      expect(keys).not.to.include(file.documentId);
    }
  });

  it('a message that had begun is repeated under its key, with the same time of the event', async () => {
    const before = await page([token, cut, ...times(40, silence)], session);
    expect(before.file.error).to.have.property('code', 'send-unconfirmed');
    const { file, keys, requests } = await page([token, accepted], session);
    expect(file.state).to.equal('sent');
    expect(keys).to.deep.equal([before.file.documentId]);
    const bodies = [before.requests, requests].map(([, request]) => new Response(request?.body ?? null).text());
    const [first, second] = await Promise.all(bodies);
    expect(second).to.equal(first);
  });

  it('a message that was on its way when the page closed is known to have begun', async () => {
    const message = held();
    const { sender } = sending([token, message], session);
    sender.add([fileOf(150)]);
    await message.asked;
    const { documentId } = only(sender);
    expect(JSON.parse(entries()[0]?.[1] ?? '{}')).to.include({ fate: 'begun', documentId });
    // The lock of a page goes with it; here it goes with the answer.
    const sent = next(sender, 'redox-sent');
    message.give(accepted);
    await sent;
  });

  it('a message that was accepted is not sent again: the proxy gives its first answer', async () => {
    const before = await page([token, accepted], session);
    const { file, keys } = await page([token, accepted], session);
    expect(keys).to.deep.equal([before.file.documentId]);
    expect(file.result).to.have.property('messageId', 5);
  });

  it('an uploaded file that was accepted is asked for by upload, commit and key alone', async () => {
    await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    const { said, file } = await page([token, head(150), committed(150), accepted]);
    expect(said).to.deep.equal(['POST token', 'HEAD uploads/1', 'POST uploads/1/commit', 'POST messages']);
    expect(file.state).to.equal('sent');
  });

  it('an accepted message that was too large with its file in it is not sent again, nor tried so again', async () => {
    const uploaded = [created(), patched(100), patched(150), committed(150), accepted];
    const before = await page([token, problem(413, 'file-too-large'), ...uploaded], session);
    const { said, file, keys } = await page([token, head(150), committed(150), accepted], session);
    expect(said).to.deep.equal(['POST token', 'HEAD uploads/1', 'POST uploads/1/commit', 'POST messages']);
    expect([file.state, file.delivery, ...keys]).to.deep.equal(['sent', 'upload', before.file.documentId]);
  });

  it('a message is repeated with its file in it, although such a file is to be uploaded by now', async () => {
    const before = await page([token, cut, ...times(40, silence)], session);
    const { file, keys } = await page([token, accepted], { ...session, embedLimit: 100 });
    expect([file.state, file.delivery, ...keys]).to.deep.equal(['sent', 'embed', before.file.documentId]);
  });

  it('another message about an accepted file is a document of its own', async () => {
    const before = await page([token, accepted], session);
    const { file, keys } = await page([token, anotherMessage, accepted], session);
    expect(file.state).to.equal('sent');
    expect(keys).to.deep.equal([before.file.documentId, file.documentId]);
    expect(file.documentId).not.to.equal(before.file.documentId);
  });

  it('such a document is unconfirmed, too, where nobody knows whether it was accepted', async () => {
    await page([token, accepted], session);
    const { file } = await page([token, anotherMessage, cut, ...times(40, silence)], session);
    expect(file.error).to.have.property('code', 'send-unconfirmed');
  });

  it('a message about an accepted file that lacks something is none, and is not sent when it has been mended', async () => {
    const before = await page([token, accepted], session);
    const issues = [{ path: 'Patient', code: 'required', message: '' }];
    const { sender, file, requests } = await page(
      [token, problem(422, 'message-invalid', { issues }), accepted],
      session,
    );
    const sent = next(sender, 'redox-sent');
    sender.retry(file.id);
    await sent;
    const keys = requests.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
    expect(new Set(keys)).to.deep.equal(new Set([before.file.documentId]));
  });

  it('so is one about an accepted file that was uploaded, which the proxy still has', async () => {
    const before = await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    const { file, keys } = await page([token, head(150), committed(150), anotherMessage, accepted]);
    expect(file.state).to.equal('sent');
    expect(keys.slice(-2)).to.deep.equal([before.file.documentId, file.documentId]);
    expect(file.documentId).not.to.equal(before.file.documentId);
  });

  it('another message about an accepted file that the host does not want to send is composed and no more', async () => {
    await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    const { sender, said } = sending([token, head(150), committed(150), anotherMessage], upload);
    let composed = 0;
    sender.addEventListener('redox-payload', event => {
      if (++composed === 2) event.preventDefault();
    });
    sender.add([fileOf(150)]);
    await next(sender, 'redox-complete');
    expect([composed, only(sender).state]).to.deep.equal([2, 'ready']);
    expect(said().filter(line => line === 'POST messages').length).to.equal(1);
  });

  it('another message about a file that may have been accepted is unconfirmed', async () => {
    await page([token, problem(502, 'send-unconfirmed')], session);
    const { file, keys } = await page([token, anotherMessage], session);
    expect(file.error).to.have.property('code', 'send-unconfirmed');
    expect(keys.length).to.equal(1);
  });

  it('a file that the user removes while its upload is created is forgotten', async () => {
    const creation = held();
    const deletion = held();
    const { sender } = sending([token, creation, deletion], upload);
    sender.add([fileOf(150)]);
    await creation.asked;
    sender.remove(only(sender).id);
    creation.give(created());
    await deletion.asked;
    expect(entries()).to.deep.equal([]);
  });

  it('a file that the user has removed is forgotten', async () => {
    const { sender, file } = await page([token, problem(502, 'send-unconfirmed')], session);
    sender.remove(file.id);
    expect(entries()).to.deep.equal([]);
    const { keys } = await page([token, accepted], session);
    expect(keys).not.to.include(file.documentId);
  });
});
