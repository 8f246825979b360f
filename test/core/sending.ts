import { sha256 } from '../../src/core/digest.js';
import type { SenderEventDetails, SenderEventName } from '../../src/core/events.js';
import { FileSender, type SenderOptions } from '../../src/core/index.js';
import type { TransportResponse } from '../../src/core/transport.js';
import { answer, conversation, fileOf, hurriedClock, pdfOf, type Turn } from './support.js';

export const token: Turn = () => answer(200, {}, { token: 'first', expiresAt: '2099-01-01T00:00:00Z', limits: {} });
export const created =
  (id = 1): Turn =>
  () =>
    answer(201, { location: `uploads/${id}` });
export const head =
  (offset: number): Turn =>
  () =>
    answer(200, { 'upload-offset': String(offset) });
export const patched =
  (offset: number): Turn =>
  () =>
    answer(204, { 'upload-offset': String(offset) });
export const deleted: Turn = () => answer(204);
export const accepted: Turn = () =>
  answer(200, {}, { accepted: true, documentId: '', logIds: ['log'], messageId: 5, transmissionId: 6, response: {} });
/** Redox has a file of so many bytes. */
export const committed =
  (size: number, hash?: string): Turn =>
  async () =>
    answer(201, {}, { URI: 'https://blob.example/1', size, sha256: hash ?? (await sha256(pdfOf(size))) });

/** A turn whose answer comes when the test gives it; `asked` is fulfilled when the request has left. */
export function held(): Turn & { asked: Promise<void>; give(turn: Turn): void } {
  let ask = (): void => undefined;
  let give = (_: TransportResponse | Promise<TransportResponse>): void => undefined;
  const asked = new Promise<void>(resolve => {
    ask = resolve;
  });
  return Object.assign(
    (request => {
      ask();
      return new Promise<TransportResponse>((resolve, reject) => {
        give = resolve;
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
      });
    }) as Turn,
    { asked, give: (turn: Turn) => give(turn({} as never)) },
  );
}

/** A sender in `send` that talks with what the turns say. */
export function sending(turns: Turn[], options: Partial<SenderOptions> = {}) {
  const { transport, said, requests } = conversation(...turns);
  const sender = new FileSender({
    output: 'send',
    endpoint: 'https://portal.example/redox',
    chunkSize: 100,
    maxFiles: 10,
    clock: hurriedClock(),
    transport,
    ...options,
  });
  const paths = () => said.map(line => line.replace('/redox/', ''));
  return { sender, said: paths, requests };
}

export const next = <N extends SenderEventName>(sender: FileSender, type: N): Promise<SenderEventDetails[N]> =>
  new Promise(resolve => sender.addEventListener(type, ({ detail }) => resolve(detail), { once: true }));

/** Waits until the list of files is as it should be. */
export async function until(sender: FileSender, holds: () => boolean): Promise<void> {
  while (!holds()) await next(sender, 'redox-files-change');
}

/** The one file of a sender. */
export function only({ files }: FileSender) {
  const [file] = files;
  if (!file || files.length > 1) throw new Error(`There are ${files.length} files`);
  return file;
}

export const upload = { delivery: 'upload' } as const;
/** A file of 150 bytes that is uploaded without trouble, and its message. */
export const UPLOADED: Turn[] = [token, created(), patched(100), patched(150), committed(150), accepted];

/** Adds a file and waits for the end of its way. */
export async function run(turns: Turn[], options: Parameters<typeof sending>[1] = {}, size = 150) {
  const { sender, said, requests } = sending(turns, options);
  const done = next(sender, 'redox-complete');
  sender.add([fileOf(size)]);
  await done;
  return { sender, said: said(), requests, file: only(sender) };
}
