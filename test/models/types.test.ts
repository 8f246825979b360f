import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as z from 'zod/mini';
import {
  type ComposeInput,
  type Content,
  checkMessage,
  compose,
  type HostMessage,
  type MediaNew,
  type MediaReplace,
  NotesNew,
  type NotesReplace,
  type RedoxMessage,
  type ResultsNew,
  type ResultsNewUnsolicited,
} from '../../src/models/index.js';

/**
 * What has to compile, and, in each line after an expected error, what must not. An expected error that does not occur
 * is an error itself; test/models/type-errors.test.ts shows that each line fails, and alone.
 */

const Patient: NotesNew['Patient'] = { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] };
const Provider = { ID: '4356789876', FirstName: null };
const meta = <const M, const E>(DataModel: M, EventType: E) => ({ DataModel, EventType });

const note: NotesNew = {
  Meta: { DataModel: 'Notes', EventType: 'New', Test: true, Destinations: [{ ID: null, Name: 'Clinic' }] },
  Patient: { ...Patient, Demographics: { DOB: '2008-01-06', IsDeceased: null, EmailAddresses: [] }, Notes: ['a'] },
  Note: {
    ContentType: 'Base64 Encoded',
    DocumentType: 'Consent Form',
    DocumentID: '1',
    Provider,
    FileContents: 'AAAA',
  },
  Orders: [{ ID: '1' }],
};
const media: MediaNew['Media'] = {
  FileType: 'JPG',
  FileName: 'wound.jpg',
  FileContents: 'AAAA',
  DocumentType: 'Wound Photo',
  DocumentID: '1',
  Provider,
  Availability: 'Available',
  Authenticated: 'True',
  Authenticator: { ID: '1' },
};
const results: ResultsNew['Orders'][number]['Results'] = [
  { Code: '1', Value: 'AAAA', ValueType: 'Encapsulated Data', ReferenceRange: { Low: 1, High: null } },
];
const file = { name: 'a.pdf', type: 'application/pdf', size: 1 };
const input = { file, content: { base64: 'AAAA' }, documentId: '1' };

export const messages = {
  // @ts-expect-error: a note has a provider
  noProvider: { ...note.Note, Provider: undefined } satisfies NotesNew['Note'],
  // @ts-expect-error: a replacement says what it replaces
  noOriginal: { ...note, Meta: meta('Notes', 'Replace') } satisfies NotesReplace,
  // @ts-expect-error: a medium that replaces another says so too
  noOriginalMedium: media satisfies MediaReplace['Media'],
  // @ts-expect-error: a patient has identifiers
  noIdentifiers: {} satisfies NotesNew['Patient'],
  // @ts-expect-error: an identifier has a type
  noType: [{ ID: '1' }] satisfies NotesNew['Patient']['Identifiers'],
  // @ts-expect-error: only fields that are not required may be null
  nullID: [{ ID: null, IDType: 'MR' }] satisfies NotesNew['Patient']['Identifiers'],
  // @ts-expect-error: an object may be absent, but not null
  nullObject: { ...note, Visit: null } satisfies NotesNew,
  // @ts-expect-error: a misspelt field is no field
  misspelt: { ...note.Note, DocumentTyp: 'Consent Form' } satisfies NotesNew['Note'],
  // @ts-expect-error: a note has no field of a medium
  ofMedia: { ...note, Media: media } satisfies NotesNew,
  // @ts-expect-error: a value set has no other values
  contentType: { ...note.Note, ContentType: 'PDF' } satisfies NotesNew['Note'],
  // @ts-expect-error: Authenticated is a text
  authenticated: { ...media, Authenticated: true } satisfies MediaNew['Media'],
  // @ts-expect-error: a number is no text
  range: [{ Code: '1', Value: '', ValueType: 'String', ReferenceRange: { Low: '1' } }] satisfies typeof results,
  // @ts-expect-error: an order that the destination knows has an ID
  noOrderID: [{ Status: 'Resulted', Results: results }] satisfies ResultsNew['Orders'],
  // @ts-expect-error: an order that nobody placed has the source's own ID
  noOwnID: [{ ID: '1', Status: 'Resulted', Results: results }] satisfies ResultsNewUnsolicited['Orders'],
  // @ts-expect-error: a model's message is not another's
  otherModel: note satisfies MediaNew,
  // @ts-expect-error: the test flag is no text
  testFlag: { ...note.Meta, Test: 'true' } satisfies NotesNew['Meta'],
};

export const hosts = {
  // @ts-expect-error: a misspelt field of what the host knows is no field
  misspelt: { Note: { DocumentTyp: 'Consent Form' } } satisfies HostMessage,
  // @ts-expect-error: what the host knows has Redox's types
  wrongType: { Patient: { Demographics: { DOB: new Date() } } } satisfies HostMessage,
  // @ts-expect-error: and Redox's value sets
  outOfSet: { Media: { Availability: 'available' } } satisfies HostMessage,
  // @ts-expect-error: orders are a list
  orders: { Orders: { ID: '1' } } satisfies HostMessage,
  // @ts-expect-error: contents are the file or a reference, never both
  both: { base64: 'AAAA', uri: 'https://blob.redoxengine.com/1' } satisfies Content,
  // @ts-expect-error: and never neither
  neither: {} satisfies Content,
};

export const calls = () => [
  // @ts-expect-error: Results are not replaced
  compose({ ...input, model: 'Results', eventType: 'Replace' }),
  // @ts-expect-error: there is no such data model
  compose({ ...input, model: 'Order', eventType: 'New' }),
  // @ts-expect-error: a document has an identifier
  compose({ file, content: input.content, model: 'Notes', eventType: 'New' }),
  // @ts-expect-error: a composed note is no medium
  compose({ ...input, model: 'Notes', eventType: 'New' }).Media,
  // @ts-expect-error: a message of any model has fields of none
  (note as RedoxMessage).Note,
  // @ts-expect-error: a list item may be absent
  note.Patient.Identifiers[1].ID,
  // @ts-expect-error: a parsed note has no field that the schema has not
  NotesNew.parse(note).Note.Unheard,
];

describe('the types of messages', () => {
  test('narrow by the data model and the event type', () => {
    const message: RedoxMessage = note;
    const about = (any: RedoxMessage): string | undefined => {
      switch (any.Meta.DataModel) {
        case 'Notes':
          return (any as NotesNew).Note.DocumentType;
        case 'Media':
          return (any as MediaNew).Media.FileName;
        case 'Results':
          return (any as ResultsNew).Orders[0]?.Results[0]?.Code;
      }
    };
    assert.equal(about(message), 'Consent Form');
  });

  test('give what compose makes of a literal model and event type, and the union otherwise', () => {
    const medium: MediaReplace = compose({ ...input, model: 'Media', eventType: 'Replace' });
    const any = { ...input, model: 'Media', eventType: 'New' } as ComposeInput;
    const message: RedoxMessage = compose(any);
    assert.equal(medium.Media.FileName, message.Meta.DataModel === 'Media' ? file.name : '');
  });

  test('take part of a message from a host, fixed or not, with what may be undefined', () => {
    const fixed = { Patient, Note: { DocumentType: 'Consent Form' }, Orders: [{ ID: '1', Name: 'a' }] } as const;
    const typed: HostMessage = { ...fixed, Visit: undefined, Meta: { Destinations: [{ ID: undefined }] } };
    assert.ok(compose({ ...input, model: 'Notes', eventType: 'New', message: typed }));
    // Fields that Redox has not published go in by a name of their own.
    const extended = { Patient, Extension: { any: 'thing' } };
    assert.ok(compose({ ...input, model: 'Notes', eventType: 'New', message: extended }));
  });

  test('are those of the schemas, which zod can extend', () => {
    const Extended = z.extend(NotesNew, { Extension: z.object({ Ward: z.string() }) });
    const extended: z.infer<typeof Extended> = { ...note, Extension: { Ward: '3N' } };
    assert.equal(Extended.parse(extended).Extension.Ward, '3N');
    const parsed: NotesNew = NotesNew.parse(note);
    assert.deepEqual(checkMessage(parsed), []);
  });
});
