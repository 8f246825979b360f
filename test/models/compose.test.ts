import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type ComposeInput,
  checkMessage,
  compose,
  DATA_MODELS,
  EVENTS_OF,
  type HostMessage,
} from '../../src/models/index.js';
import { contents, messageOf } from './arbitraries.js';
import { EVENTS } from './facts.js';
import { deepFreeze, get, type Json, UUID } from './messages.js';

const ID = '7f3b7c2e-9a34-4d07-8a5e-0a4f9d5d3b11';

/** What an element knows of one file. */
const input = {
  file: { name: 'Consent.pdf', type: 'application/pdf', size: 8 },
  content: { base64: 'JVBERi0=' },
  documentId: ID,
} satisfies Partial<ComposeInput>;

const patient = { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] };

const composed = (event: string, message: unknown, more: Partial<ComposeInput> = {}) => {
  const [model, eventType] = event.split('.') as ['Notes', 'New'];
  return compose({ ...input, ...more, model, eventType, message: message as HostMessage }) as unknown as Json;
};

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

describe('composing from any host’s message', () => {
  test('changes nothing that is given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVENTS), fc.anything({ withNullPrototype: true }), (event, message) => {
        composed(event, deepFreeze(message), deepFreeze({ content: { base64: 'AAAA' } }));
        const parts = deepFreeze({
          Meta: message,
          Note: message,
          Media: message,
          Orders: [{ Results: [message] }, message],
        });
        composed(event, parts);
      }),
    );
  });

  test('gives what the host sent, completed: it is valid and composes to itself', () => {
    for (const event of EVENTS)
      fc.assert(
        fc.property(messageOf(event), contents, (given, text) => {
          const host = deepFreeze(withoutFiles(given));
          const content = text.startsWith('https') ? { uri: text } : { base64: text };
          const message = composed(event, host, { content });
          assert.deepEqual(checkMessage(message), []);
          const { Meta, Note, Media, Orders, ...others } = host;
          const { Patient, Visit } = message;
          assert.deepEqual({ ...('Patient' in others && { Patient }), ...('Visit' in others && { Visit }) }, others);

          const again = composed(event, withoutFiles(JSON.parse(JSON.stringify(message))), { content });
          assert.deepEqual(again, message);
          assert.equal(JSON.stringify(again), JSON.stringify(message));
        }),
        { numRuns: 60 },
      );
  });

  test('has nothing undefined and no list with holes in it', () => {
    const anything = fc.anything({ withSparseArray: true, withObjectString: true });
    fc.assert(
      fc.property(fc.constantFrom(...EVENTS), anything, anything, (event, message, part) => {
        assertNothingUndefined(composed(event, message));
        const parts = { Meta: part, Patient: message, Note: part, Media: part, Orders: [part, { Results: part }] };
        assertNothingUndefined(composed(event, parts));
      }),
    );
  });
});

/** A host's message: the file is still to come. */
function withoutFiles(message: Json): Json {
  const orders = (message as { Orders?: { Results?: Json[] }[] }).Orders;
  if ((message.Meta as Json).DataModel !== 'Results') return message;
  const Orders = orders?.map(({ Results, ...order }) => ({
    ...order,
    Results: Results?.map(({ Value, ...result }, at) => (at === 0 ? result : { ...result, Value })),
  }));
  return { ...message, Orders: Orders?.slice(0, 1) };
}

function assertNothingUndefined(value: unknown): void {
  assert.notEqual(value, undefined);
  if (Array.isArray(value)) for (const item of value) assertNothingUndefined(item);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(assertNothingUndefined);
}
