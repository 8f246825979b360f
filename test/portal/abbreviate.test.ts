import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readableJson, summaryOf } from '../../demo/portal/scripts/abbreviate.js';

const file = new File(['%PDF-'], 'consent.pdf', { type: 'application/pdf' });

describe('an event’s detail, to read', () => {
  test('shows a long text’s beginning and length', () => {
    const shown = JSON.parse(readableJson({ message: { Note: { FileContents: 'A'.repeat(13_333_332) } } }));
    assert.equal(shown.message.Note.FileContents, `${'A'.repeat(72)}… (13,333,332 characters)`);
  });

  test('shows what a file and an error say of themselves', () => {
    const error = Object.assign(new Error('Too large'), { code: 'file-too-large', retryable: false });
    assert.deepEqual(JSON.parse(readableJson({ file, error })), {
      file: { name: 'consent.pdf', type: 'application/pdf', size: 5 },
      error: { name: 'Error', message: 'Too large', code: 'file-too-large', retryable: false },
    });
  });

  test('shows what a detail inherits', () => {
    const detail = Object.assign(Object.create({ delivery: 'embed', toBlob: () => new Blob() }), { id: '1' });
    assert.deepEqual(JSON.parse(readableJson(detail)), { id: '1', delivery: 'embed' });
  });

  test('in one line names the file, the numbers and the code', () => {
    assert.equal(
      summaryOf({ id: '1', file, phase: 'uploading', sent: 5, total: 10 }),
      'file consent.pdf · phase uploading · sent 5 · total 10',
    );
    assert.equal(summaryOf({ error: { code: 'offline' } }), 'error offline');
    assert.equal(summaryOf({ files: [{}, {}] }), 'files 2');
  });

  test('in one line does not have a message made', () => {
    const detail = {
      documentId: 'd',
      get message(): never {
        throw new Error('The message was made');
      },
    };
    assert.equal(summaryOf(detail), 'documentId d');
  });
});
