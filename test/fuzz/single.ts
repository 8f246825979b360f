import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ORIGIN, PATCH, TUS } from '../proxy/setup.js';
import { someBytes } from '../sandbox/messages.js';
import { type HostileRequest, hostileRequests, toRequest } from './requests.js';
import type { Subject } from './subject.js';
import { badTokens, goodTokens } from './tokens.js';
import { judge } from './verdict.js';

/** After so many requests there are new uploads, because some requests delete them. */
const ROUND = 500;

export interface FuzzOptions {
  runs: number;
  seed: number;
  /** Called after each request. */
  onAnswer?: (status: number) => void;
}

/**
 * Hostile requests, one after the other, at a proxy that has uploads of two users.
 * @throws when an answer is not right, with the smallest request that shows it
 */
export async function fuzzRequests(subject: Subject, { runs, seed, onAnswer }: FuzzOptions): Promise<void> {
  const bearer = (tokens: object) => Object.values(tokens).map(token => `Bearer ${token}`);
  const good = await goodTokens();
  const bad = bearer(await badTokens());
  for (let round = 0; round * ROUND < runs; round++) {
    const ids = await uploadSome(subject, Object.values(good));
    const requests = hostileRequests(ids, bearer(good), bad);
    const { failed, counterexample, errorInstance } = await fc.check(
      fc.asyncProperty(requests, async hostile => {
        const request = toRequest(hostile);
        if (!request) return;
        if (hostile.trouble) await subject.sandbox.fault(hostile.trouble);
        const answer = await subject.proxy(request);
        if (hostile.trouble) await subject.sandbox.calm();
        const { status } = answer;
        assert.deepEqual(await judge({ request, answer, log: subject.log(), redoxIsWell: !hostile.trouble }), []);
        onAnswer?.(status);
      }),
      { numRuns: Math.min(ROUND, runs - round * ROUND), seed: seed + round },
    );
    if (failed) throw new Error(`Seed ${seed + round}, ${inWords(counterexample?.[0])}`, { cause: errorInstance });
    await subject.sandbox.clear();
  }
}

/** What was asked; a body may have megabytes, which fast-check's own report does not survive. */
const inWords = (request: HostileRequest | undefined): string =>
  JSON.stringify({ ...request, body: request?.body && `${request.body.bytes.length} bytes` });

/** @returns the ids of uploads of ten bytes, of which all, some or none are there */
async function uploadSome({ proxy }: Subject, tokens: readonly string[]): Promise<string[]> {
  const ids = tokens.flatMap(token =>
    [0, 4, 10].map(async there => {
      const headers = { origin: ORIGIN, authorization: `Bearer ${token}`, ...TUS, ...PATCH, 'upload-length': '10' };
      const init = { method: 'POST', headers, body: someBytes(10).slice(0, there) };
      const answer = await proxy(new Request(`${ORIGIN}/redox/uploads`, init));
      const location = answer.headers.get('location') ?? '';
      assert.match(location, /^uploads\/[\da-f]{32}$/);
      return location.slice('uploads/'.length);
    }),
  );
  return Promise.all(ids);
}
