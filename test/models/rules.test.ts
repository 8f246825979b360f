import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkMessage } from '../../src/models/index.js';
import { changed, fullMessage, type Json, UUID } from './messages.js';

const found = (message: unknown, options = {}) =>
  checkMessage(message, options).map(({ path, code }) => `${path} ${code}`);

describe('fields that depend on each other', () => {
  test('a file in a note is marked as base64, also when it is a URI', () => {
    const note = fullMessage('Notes.New');
    for (const type of ['Plain Text', 'Rich Text'])
      for (const file of ['JVBERi0=', 'https://blob.redoxengine.com/upload/9a3d0f4e']) {
        const message = changed(changed(note, 'Note.FileContents', file), 'Note.ContentType', type);
        assert.deepEqual(found(message), ['Note.ContentType conflict']);
      }
  });

  test('a file in a result is marked as encapsulated data', () => {
    for (const event of ['Results.New', 'Results.NewUnsolicited']) {
      const message = changed(fullMessage(event), 'Orders[0].Results[0].ValueType', 'String');
      assert.deepEqual(found(message), ['Orders[0].Results[0].ValueType conflict']);
    }
  });

  test('what has the name of a file or its type is marked as one', () => {
    const text = fullMessage('Notes.New', 'text');
    for (const path of ['Note.FileName', 'Note.FileType']) {
      assert.deepEqual(found(changed(text, path, 'pdf')), ['Note.ContentType conflict']);
      assert.deepEqual(found(changed(text, path, '')), []);
    }
  });

  test('what has no mark lacks it, whatever else it has', () => {
    for (const [event, path] of [
      ['Notes.New', 'Note.ContentType'],
      ['Results.New', 'Orders[0].Results[0].ValueType'],
    ] as const)
      for (const nothing of [undefined, null]) {
        const [issue, ...others] = checkMessage(changed(fullMessage(event), path, nothing));
        assert.deepEqual([issue?.path, issue?.code, others], [path, 'required', []]);
        assert.match(issue?.message ?? '', nothing === null ? /must be one of .*, not null$/ : /is required$/);
      }
  });

  test('a note or a result of plain text is no file, and needs nothing of one', () => {
    const note = fullMessage('Notes.New', 'text');
    assert.deepEqual(found(changed(note, 'Note.FileContents', 'Not a file.')), []);
    assert.deepEqual(found(changed(note, 'Note.FileContents', undefined)), []);
    assert.deepEqual(found(changed(fullMessage('Results.New', 'text'), 'Orders[0].Results[0].Value', '5.4')), []);
  });

  test('no text begins as a data: URL does', () => {
    for (const [event, path] of [
      ['Notes.New', 'Note.FileContents'],
      ['Results.New', 'Orders[0].Results[0].Value'],
    ] as const) {
      const text = fullMessage(event, 'text');
      for (const data of ['data:application/pdf;base64,JVBERi0=', 'DATA:,a'])
        assert.deepEqual(found(changed(text, path, data)), [`${path} format`]);
      assert.deepEqual(found(changed(text, path, 'Her own data: none.')), []);
    }
  });

  test('a medium that is authenticated has an authenticator', () => {
    const media = changed(fullMessage('Media.New'), 'Media.Authenticated', 'True');
    assert.deepEqual(found(media), []);
    for (const nobody of [undefined, {}, { ID: '', LastName: null }, { FirstName: 'Pat' }])
      assert.deepEqual(found(changed(media, 'Media.Authenticator', nobody)), ['Media.Authenticator required']);
    for (const somebody of [{ ID: '4356789876' }, { LastName: 'Granite' }])
      assert.deepEqual(found(changed(media, 'Media.Authenticator', somebody)), []);
    for (const no of ['False', null, undefined]) {
      const message = changed(changed(media, 'Media.Authenticated', no), 'Media.Authenticator', undefined);
      assert.deepEqual(found(message), []);
    }
  });

  test('a replacement says what it replaces', () => {
    for (const [event, path] of [
      ['Notes.Replace', 'Note.OriginalDocumentID'],
      ['Media.Replace', 'Media.OriginalDocumentID'],
    ] as const)
      for (const nothing of [undefined, null, ''])
        assert.deepEqual(found(changed(fullMessage(event), path, nothing)), [`${path} required`]);
  });

  test('a patient has an identifier with its type', () => {
    const message = fullMessage('Notes.New');
    assert.deepEqual(found(changed(message, 'Patient.Identifiers', [])), ['Patient.Identifiers required']);
    assert.deepEqual(found(changed(message, 'Patient.Identifiers', [{ ID: '1', IDType: '' }])), [
      'Patient.Identifiers[0].IDType required',
    ]);
  });

  test('a message that is sent has a destination with an ID, and needs none before', () => {
    const message = fullMessage('Media.New');
    for (const nowhere of [undefined, [], [{}], [{ ID: null }, { Name: 'Clinic' }]]) {
      const undirected = changed(message, 'Meta.Destinations', nowhere);
      assert.deepEqual(found(undirected), []);
      assert.deepEqual(found(undirected, { sending: true }), ['Meta.Destinations required']);
    }
    const second = changed(message, 'Meta.Destinations', [{ Name: 'Clinic' }, { ID: UUID }]);
    assert.deepEqual(found(second, { sending: true }), []);
    const withNone = changed(message, 'Meta.Destinations', [null]);
    assert.deepEqual(found(withNone, { sending: true }), ['Meta.Destinations[0] type', 'Meta.Destinations required']);
    for (const noList of [null, {}, UUID])
      assert.deepEqual(found(changed(message, 'Meta.Destinations', noList), { sending: true }), [
        'Meta.Destinations type',
      ]);
  });

  test('are checked although other fields are wrong, so that one look shows all', () => {
    const note = fullMessage('Notes.Replace');
    const wrong: Json = { ...(note.Note as Json), DocumentID: 7, ContentType: 'Rich Text', Provider: null };
    assert.deepEqual(found({ ...note, Note: wrong }).sort(), [
      'Note.ContentType conflict',
      'Note.DocumentID type',
      'Note.Provider type',
    ]);
  });
});
