import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkMessage, isFileUri, isUuid } from '../../src/models/index.js';
import { changed, fullMessage } from './messages.js';

const takes = (path: string, value: string) =>
  checkMessage(changed(fullMessage('Notes.New'), path, value)).length === 0;

const assertTakes = (path: string, values: readonly string[]) => {
  for (const value of values) assert.ok(takes(path, value), `${path} refused ${value}`);
};
const assertRefuses = (path: string, values: readonly string[]) => {
  for (const value of values) assert.ok(!takes(path, value), `${path} took ${value}`);
};

describe('a date and time', () => {
  const withTime = (times: readonly string[]) => times.map(time => `2026-11-24T${time}`);

  test('may leave out its seconds, their fraction, the zone and the zone’s minutes', () => {
    assertTakes(
      'Meta.EventDateTime',
      withTime(['08:00', '08:00:00', '08:00:00.5', '08:00:00,123456', '08:00Z', '08:00:00Z', '08:00:00.000Z']),
    );
    assertTakes('Meta.EventDateTime', withTime(['08:00:00+05:30', '08:00:00-0800', '08:00:00+14', '08:00-23:59']));
  });

  test('lasts from the first second of a day to the last, a leap second included', () => {
    assertTakes('Meta.EventDateTime', withTime(['00:00:00Z', '09:59:59Z', '19:00:00Z', '23:59:60Z']));
    assertRefuses('Meta.EventDateTime', withTime(['24:00:00Z', '30:00:00Z', '08:60:00Z', '08:00:61Z', '8:00:00Z']));
  });

  test('is nothing before it, after it or in its place', () => {
    assertRefuses('Meta.EventDateTime', [
      ...withTime(['', '08', '08:00:00.', '08:00:00+24:00', '08:00:00+05:60', '08:00:00+5', '08:00:00z', '08:00 Z']),
      ' 2026-11-24T08:00Z',
      '2026-11-24T08:00Z\n',
      '2026-11-24 08:00Z',
      '2026-02-29T08:00Z',
      '+02026-1-1T08:00Z',
    ]);
  });
});

describe('a date', () => {
  test('is a day that exists, in four, two and two figures', () => {
    assertTakes('Patient.Demographics.DOB', ['2024-02-29', '1900-12-31', '0999-01-01']);
    assertRefuses('Patient.Demographics.DOB', [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-01',
      '2024-01-00',
      '2024-04-31',
      '2024',
      '2024-01',
      '2024-01-01T',
      ' 2024-01-01',
      '2024-01-01\n',
      '24-01-01',
      '+002024-01-01',
    ]);
  });
});

describe('a UUID', () => {
  test('is of any version, in either case, and of nothing more', () => {
    const upper = 'AF394F14-B34A-464F-8D24-895F370AF4C9';
    assert.ok([upper, upper.toLowerCase(), '00000000-0000-0000-0000-000000000000'].every(isUuid));
    assert.ok(![`${upper}0`, ` ${upper}`, upper.slice(1), upper.replaceAll('-', ''), `{${upper}}`].some(isUuid));
  });
});

describe('the URI of a file', () => {
  test('has the characters of RFC 3986 and no others, and 4,096 of them at most', () => {
    const start = 'https://blob.example/';
    for (let code = 0; code < 0x80; code++) {
      const character = String.fromCharCode(code);
      const isOther = code <= 0x20 || code === 0x7f || '"<>\\^`{|}'.includes(character);
      assert.equal(isFileUri(start + character), !isOther, `character ${code}`);
    }
    assert.ok(!isFileUri(`${start}é`));
    assert.ok(isFileUri(start.padEnd(4096, 'a')));
    assert.ok(!isFileUri(start.padEnd(4097, 'a')));
    assert.ok(!['https://:443/a', 'https://[::1/a', 'https://blob.example:99999/'].some(isFileUri));
  });
});
