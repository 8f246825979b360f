import { describe, test } from 'node:test';
import { fuzzOrders } from './orders.js';
import { fuzzRequests } from './single.js';
import { fuzzSockets } from './sockets.js';
import { withSubject } from './subject.js';

/** A small part of `npm run fuzz`, the same each time. */
const seed = 20_261_124;

describe('the proxy answers in order, says nothing of itself and keeps everybody to what is theirs', () => {
  test('when requests are hostile', () => withSubject(subject => fuzzRequests(subject, { runs: 600, seed })));
  test('when two users do everything in any order', () =>
    withSubject(subject => fuzzOrders(subject, { runs: 30, seed })));
  test('when connections stop, or lie about what they carry', () =>
    withSubject(subject => fuzzSockets(subject, { runs: 60, seed })));
});
