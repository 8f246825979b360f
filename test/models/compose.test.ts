import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkMessage, DATA_MODELS, EVENTS_OF } from '../../src/models/index.js';
import { composed, ID } from './composed.js';
import { EVENTS } from './facts.js';
import { get, type Json, UUID } from './messages.js';

const patient = { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] };

describe('composing a message', () => {
  test('makes a note of what the host knows and a file', () => {
    const Note = { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } };
    const message = composed('Notes.New', { Patient: patient, Note }, { eventDateTime: '2026-11-24T08:00:00Z' });
    assert.deepEqual(message, {
      Meta: { DataModel: 'Notes', EventType: 'New', EventDateTime: '2026-11-24T08:00:00Z' },
      Patient: patient,
      Note: {
        ContentType: 'Base64 Encoded',
        FileName: 'Consent.pdf',
        FileContents: 'JVBERi0=',
        FileType: 'PDF',
        DocumentType: 'Consent Form',
        DocumentID: ID,
        Provider: { ID: '4356789876' },
      },
    });
    assert.deepEqual(checkMessage(message), []);
  });

  test('makes a medium, which is available', () => {
    const Media = { DocumentType: 'Wound Photo', Provider: { ID: '4356789876' }, OriginalDocumentID: 'earlier' };
    const message = composed('Media.Replace', { Patient: patient, Media });
    assert.deepEqual(message.Media, {
      FileType: 'PDF',
      FileName: 'Consent.pdf',
      FileContents: 'JVBERi0=',
      DocumentType: 'Wound Photo',
      OriginalDocumentID: 'earlier',
      DocumentID: ID,
      Provider: { ID: '4356789876' },
      Availability: 'Available',
    });
    assert.deepEqual(checkMessage(message), []);
  });

  test('makes a result, whose order has resulted, and which carries no document’s identifier', () => {
    for (const [event, order] of [
      ['Results.New', { ID: '157968300' }],
      ['Results.NewUnsolicited', { ApplicationOrderID: '157968300' }],
    ] as const) {
      const Orders = [{ ...order, Results: [{ Code: '58410-2', Codeset: 'LOINC' }] }];
      const message = composed(event, { Patient: patient, Orders }, { documentType: 'Lab report' });
      assert.deepEqual(message.Orders, [
        {
          ...order,
          Status: 'Resulted',
          Results: [
            {
              Code: '58410-2',
              Codeset: 'LOINC',
              Value: 'JVBERi0=',
              ValueType: 'Encapsulated Data',
              FileType: 'PDF',
            },
          ],
        },
      ]);
      assert.deepEqual(checkMessage(message), []);
      assert.ok(!JSON.stringify(message).includes(ID));
    }
  });

  test('refers to a file that was uploaded', () => {
    const uri = 'https://blob.redoxengine.com/upload/9a3d0f4e';
    for (const [event, path] of [
      ['Notes.New', 'Note.FileContents'],
      ['Media.New', 'Media.FileContents'],
      ['Results.New', 'Orders[0].Results[0].Value'],
    ] as const)
      assert.equal(get(composed(event, {}, { content: { uri } }), path), uri);
  });

  test('takes the file or a reference, never both', () => {
    const both = { base64: 'JVBERi0=', uri: 'https://blob.redoxengine.com/upload/9a3d0f4e' };
    for (const content of [both, { ...both, base64: '' }, { ...both, uri: '' }])
      assert.throws(() => composed('Notes.New', {}, { content: content as never }), TypeError);
  });

  test('lets the host’s values win over defaults', () => {
    const Meta = { EventDateTime: '2026-01-01T00:00:00Z' };
    assert.equal(
      get(composed('Media.New', { Meta, Media: { Availability: 'Obsolete' } }), 'Media.Availability'),
      'Obsolete',
    );
    assert.equal(get(composed('Notes.New', { Meta }), 'Meta.EventDateTime'), Meta.EventDateTime);
    assert.equal(get(composed('Results.New', { Orders: [{ Status: 'Pending' }] }), 'Orders[0].Status'), 'Pending');
    for (const nothing of [undefined, {}, { Meta: { EventDateTime: undefined } }]) {
      const made = Date.parse(String(get(composed('Notes.New', nothing), 'Meta.EventDateTime')));
      assert.ok(Math.abs(Date.now() - made) < 60_000);
    }
  });

  test('lets the file’s own fields win over the host’s', () => {
    const others = {
      FileName: 'other.txt',
      FileType: 'TXT',
      FileContents: 'b3RoZXI=',
      DocumentID: 'other',
      DocumentType: 'Other',
      ContentType: 'Plain Text',
    };
    const own = {
      FileName: 'Consent.pdf',
      FileType: 'PDF',
      FileContents: 'JVBERi0=',
      DocumentID: ID,
      DocumentType: 'Consent Form',
    };
    const more = { documentType: 'Consent Form' };
    assert.deepEqual(composed('Notes.New', { Note: others }, more).Note, { ...own, ContentType: 'Base64 Encoded' });
    const { ContentType, ...ofMedia } = others;
    assert.deepEqual(composed('Media.New', { Media: ofMedia }, more).Media, { ...own, Availability: 'Available' });
    const Results = [{ ValueType: 'String', FileType: 'TXT' }];
    assert.deepEqual(get(composed('Results.New', { Orders: [{ Results }] }), 'Orders[0].Results'), [
      { Value: 'JVBERi0=', ValueType: 'Encapsulated Data', FileType: 'PDF' },
    ]);
    const Meta = { DataModel: 'Media', EventType: 'Replace' };
    const { DataModel, EventType } = composed('Notes.New', { Meta }).Meta as Json;
    assert.deepEqual([DataModel, EventType], ['Notes', 'New']);
    const objects = Object.fromEntries(Object.keys(own).map(name => [name, { of: 'the host' }]));
    assert.deepEqual(composed('Media.New', { Media: objects }, more).Media, { ...own, Availability: 'Available' });
  });

  test('leaves the host’s own where the file has none', () => {
    const file = { name: '', type: 'application/octet-stream', size: 1 };
    const Note = { FileName: 'scan', FileType: 'TIF', DocumentType: 'Scan' };
    const message = composed('Notes.New', { Note }, { file });
    for (const [name, value] of Object.entries(Note)) assert.equal(get(message, `Note.${name}`), value);
  });

  test('takes no fields from what is no object', () => {
    const eventDateTime = '2026-11-24T08:00:00Z';
    for (const nothing of ['text', ['text'], 7, null]) {
      for (const event of EVENTS)
        assert.deepEqual(composed(event, nothing, { eventDateTime }), composed(event, {}, { eventDateTime }));
      const message = composed('Notes.New', { Meta: nothing, Note: nothing }, { eventDateTime });
      assert.deepEqual(message, composed('Notes.New', {}, { eventDateTime }));
      assert.deepEqual(composed('Media.New', { Media: nothing }).Media, composed('Media.New', {}).Media);
    }
  });

  test('keeps parts of the message that the file has nothing to do with', () => {
    const message = {
      Meta: { Test: true, Destinations: [{ ID: UUID, Name: 'Clinic' }], Source: { ID: UUID } },
      Patient: { ...patient, Demographics: { LastName: 'Bixby', Address: { City: 'Monroe' } } },
      Visit: { VisitNumber: '1234' },
      Orders: [{ ID: '1', Name: 'Consent' }],
      Extension: { Of: ['the host'] },
    };
    const result = composed('Notes.New', message);
    for (const part of ['Patient', 'Visit', 'Orders', 'Extension'] as const)
      assert.deepEqual(result[part], message[part]);
    for (const [name, value] of Object.entries(message.Meta)) assert.deepEqual(get(result, `Meta.${name}`), value);
  });

  test('gives a model that there is not, or an event type that it does not have, to the check, which names it', () => {
    for (const [event, path] of [
      ['Results.Replace', 'Meta.EventType'],
      ['Order.New', 'Meta.DataModel'],
    ] as const)
      assert.deepEqual(
        checkMessage(composed(event, {})).map(issue => [issue.path, issue.code]),
        [[path, 'value-set']],
      );
  });

  test('makes a valid message of every model from the least that a host can know', () => {
    for (const model of DATA_MODELS)
      for (const eventType of EVENTS_OF[model]) {
        const about = { DocumentType: 'Other', Provider: { ID: '1' }, OriginalDocumentID: 'earlier' };
        const Orders = [{ ID: '1', ApplicationOrderID: '1', Results: [{ Code: '1' }] }];
        const parts = model === 'Results' ? { Orders } : { Note: about, Media: about };
        const message = composed(`${model}.${eventType}`, { Patient: patient, ...parts });
        assert.deepEqual(checkMessage(message), []);
      }
  });
});
