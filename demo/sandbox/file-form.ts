import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { mediaTypeOf } from './body.js';
import type { Store, Stored } from './store.js';

/** A form that is not what Redox's upload takes; the message says why. */
export class FormRefused extends Error {}

export interface FormFile extends Stored {
  name: string;
  /** Media type (RFC 6838). */
  type: string;
}

const ONE_FILE = 'The form must have exactly one part, named "file", with a file name and a content type';

/**
 * Reads a `multipart/form-data` body (RFC 7578) whose only part is the file, straight into the store. Nothing stays
 * there of a form that is refused or that ends too early.
 * @param limit in bytes
 * @throws {FormRefused}
 * @throws {TooLarge}
 */
export async function readFileForm(request: Request, store: Store, limit: number): Promise<FormFile> {
  const form = parserFor(request);
  let refused = false;
  const refuse = () => {
    refused = true;
  };
  const file = new Promise<FormFile | undefined>(resolve => {
    form.on('file', (field, bytes, { filename, mimeType }) => {
      if (field !== 'file' || !filename) {
        refuse();
        bytes.resume();
        return;
      }
      resolve(store.keep(bytes, limit).then(stored => ({ ...stored, name: filename, type: mimeType })));
    });
    form.on('filesLimit', refuse);
    form.on('fieldsLimit', refuse);
    form.on('close', () => resolve(undefined));
  });
  const body = request.body ? Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>) : Readable.from([]);
  const [read, kept] = await Promise.allSettled([pipeline(body, typedBy(refuse), form), file]);
  const taken = kept.status === 'fulfilled' ? kept.value : undefined;
  if (taken && read.status === 'fulfilled' && !refused) return taken;
  if (taken) await store.remove(taken);
  if (read.status === 'rejected') throw new FormRefused('The form is malformed or not complete');
  if (kept.status === 'rejected' && !refused) throw kept.reason;
  throw new FormRefused(ONE_FILE);
}

const HEADER_END = '\r\n\r\n';
const CONTENT_TYPE = /\r\nContent-Type:[ \t]*[^\s;]/i;

/** Passes the form on, and refuses one whose part has no content type: the parser takes it for text (RFC 7578 section 4.4). */
const typedBy = (refuse: () => void) =>
  async function* (form: AsyncIterable<Uint8Array>) {
    let header: string | undefined = '';
    for await (const chunk of form) {
      if (header !== undefined) {
        header += Buffer.from(chunk).toString('latin1');
        const end = header.indexOf(HEADER_END);
        if (end >= 0) {
          if (!CONTENT_TYPE.test(header.slice(0, end))) refuse();
          header = undefined;
        }
      }
      yield chunk;
    }
  };

function parserFor(request: Request) {
  if (mediaTypeOf(request) !== 'multipart/form-data')
    throw new FormRefused('The Content-Type must be multipart/form-data');
  try {
    const headers = Object.fromEntries(request.headers);
    return busboy({ headers, defParamCharset: 'utf8', limits: { files: 1, fields: 0 } });
  } catch (error) {
    throw new FormRefused('The Content-Type has no boundary', { cause: error });
  }
}
