import type { RedoxMessage } from '../../../src/models/index.js';

/** What the sandbox tells of itself; the fields that design and documentation of the sandbox give. */

export interface ReceivedFile {
  id: string;
  uri: string;
  name: string;
  /** Media type (RFC 6838). */
  type: string;
  /** In bytes. */
  size: number;
  /** 64 hexadecimal digits. */
  sha256: string;
}

export interface ReceivedMessage {
  id: number;
  /** ISO 8601 date-time. */
  receivedAt: string;
  /** With `EmbeddedContents` in the place of embedded files. */
  message: RedoxMessage;
}

export interface EmbeddedContents {
  /** In bytes. */
  size: number;
  /** 64 hexadecimal digits. */
  sha256: string;
}

export interface Received {
  files: ReceivedFile[];
  messages: ReceivedMessage[];
}

const BASE = '/_sandbox';

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const json =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(BASE + path, { method, ...json });
  if (!response.ok) throw new Error(`The sandbox answered ${response.status}`);
  return response;
}

export const readReceived = async (): Promise<Received> => (await call('GET', '/received')).json() as Promise<Received>;
export const emptyReceived = () => call('DELETE', '/received');
export const addFault = (fault: object) => call('POST', '/faults', fault);
export const clearFaults = () => call('DELETE', '/faults');

/** Where an uploaded file can be had. */
export const fileUrl = ({ id }: ReceivedFile): string => `${BASE}/received/files/${id}`;

/** Where the file that a message embeds can be had. */
export const contentsUrl = ({ id }: ReceivedMessage, index = 0): string =>
  `${BASE}/received/messages/${id}/contents/${index}`;
