import { ERROR_CODES, PROBLEM_CONTENT_TYPE } from '../../src/protocol/index.js';

/** Stands in everything that hostile requests hold, and so in no answer and no log line. */
export const CANARY = 'Kanarienvogel';

/** What an error is called that is no file's fate. */
const WORDS = [
  'bad-request',
  'forbidden',
  'method-not-allowed',
  'not-found',
  'request-timeout',
  'service-unavailable',
  'unsupported-media-type',
];
const CODES: readonly unknown[] = [...ERROR_CODES, ...WORDS];
const MEMBERS = ['type', 'title', 'status', 'code', 'detail', 'issues', 'requestId'];

/** A stack, a place in the source, or a path of this machine. */
export const INSIDES = /\n\s+at |node_modules|\.[jt]s:\d|node:internal|\/tmp\/|file:\/\/|redox-fuzz-/;

export interface Judged {
  request: Request;
  answer: Response;
  /** What the proxy wrote down meanwhile. */
  log: string;
  /** Whether Redox is in order, so that the proxy has no reason for a status of 500 or above. */
  redoxIsWell?: boolean;
}

/** @returns one sentence for each thing that is not right about an answer */
export async function judge({ request, answer, log, redoxIsWell = true }: Judged): Promise<string[]> {
  const { status, headers } = answer;
  const text = await answer.text();
  const wrong = [...judgeHeaders(request, headers)];
  // What tus answers to an extension that it does not have.
  const isUnknownToTus = status === 501 && request.headers.has('upload-concat');
  if (status === 500 || (status > 500 && redoxIsWell && !isUnknownToTus)) wrong.push(`the status is ${status}: ${log}`);
  if (request.method === 'HEAD' && text !== '') wrong.push('a HEAD has a body');
  if (status >= 400 && request.method !== 'HEAD') wrong.push(...judgeProblem(status, headers, text));
  if (INSIDES.test(text)) wrong.push(`the answer shows what is inside: ${text}`);
  if (text.includes(CANARY)) wrong.push(`the answer repeats what was sent: ${text}`);
  if (log.includes(CANARY)) wrong.push(`the log holds what was sent: ${log}`);
  return wrong;
}

function judgeHeaders(request: Request, headers: Headers): string[] {
  const wrong: string[] = [];
  const origin = request.headers.get('origin');
  const allowed = headers.get('access-control-allow-origin');
  const ours = request.headers.get('host') ?? new URL(request.url).host;
  const mayBe = URL.canParse(origin ?? '') && new URL(origin ?? '').host === ours;
  if (allowed !== null && (allowed !== origin || !mayBe)) wrong.push(`${allowed} may read the answer`);
  if (headers.get('cache-control') !== 'no-store') wrong.push('the answer may be stored');
  if (headers.get('x-content-type-options') !== 'nosniff') wrong.push('the answer may be sniffed');
  for (const [name, value] of headers)
    if (value.includes(CANARY) && name !== 'access-control-allow-origin') wrong.push(`${name} repeats what was sent`);
  return wrong;
}

function judgeProblem(status: number, headers: Headers, text: string): string[] {
  const type = headers.get('content-type');
  if (type !== PROBLEM_CONTENT_TYPE) return [`the error ${status} is ${type}`];
  const problem = JSON.parse(text) as Record<string, unknown>;
  const wrong: string[] = [];
  if (problem.status !== status) wrong.push(`the error ${status} says ${problem.status}`);
  if (!CODES.includes(problem.code)) wrong.push(`nobody knows the code ${problem.code}`);
  if (typeof problem.requestId !== 'string') wrong.push('the error has no requestId');
  const strange = Object.keys(problem).filter(name => !MEMBERS.includes(name));
  if (strange.length > 0) wrong.push(`the error has ${strange}`);
  return wrong;
}
