import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compose, type DataModel, type EventType, type HostMessage } from '../../src/models/index.js';
import { EVENTS } from './facts.js';
import { fullMessage, get, type Json } from './messages.js';

/**
 * The order of fields in Redox's published JSON schemas, as far as it is known; newer fields stand beside their like.
 * The path names one object in a message with every field.
 */
const DOCUMENTED: readonly [event: RegExp, path: string, names: string][] = [
  [/Notes/, '', 'Meta Patient Visit Note Orders'],
  [/Media/, '', 'Meta Patient Visit Media Orders'],
  [/Results/, '', 'Meta Patient Orders Visit'],
  [/./, 'Meta', 'DataModel EventType EventDateTime Test Source Destinations Message Transmission FacilityCode'],
  [/./, 'Patient', 'Identifiers Demographics Notes'],
  [
    /./,
    'Patient.Demographics',
    'FirstName MiddleName LastName DOB SSN Sex Race IsHispanic MaritalStatus IsDeceased DeathDateTime PhoneNumber EmailAddresses Language Citizenship Address',
  ],
  [/./, 'Patient.Demographics.Address', 'StreetAddress City State ZIP County Country'],
  [/Media/, 'Visit', 'VisitNumber AccountNumber Location'],
  [/Notes/, 'Visit', 'VisitNumber AccountNumber VisitDateTime Location'],
  [
    /Results/,
    'Visit',
    'VisitDateTime VisitNumber AccountNumber PatientClass Location AttendingProvider ReferringProvider',
  ],
  [/./, 'Visit.Location', 'Type Facility Department Room Bed'],
  [
    /Notes/,
    'Note',
    'ContentType FileName FileContents Components DocumentType OriginalDocumentID DocumentID ServiceDateTime DocumentationDateTime Provider Status Authenticator Availability Notifications',
  ],
  [
    /Media/,
    'Media',
    'FileType FileName FileContents DocumentType OriginalDocumentID DocumentID DocumentDescription CreationDateTime ServiceDateTime Provider Authenticated Authenticator Availability Notifications',
  ],
  [/Notes/, 'Note.Provider', 'ID IDType FirstName LastName Credentials Address EmailAddresses PhoneNumber Location'],
  [
    /Results/,
    'Orders[0]',
    'ID ApplicationOrderID TransactionDateTime CollectionDateTime CompletionDateTime Notes ResultsStatus Procedure Provider ResultCopyProviders Status ResponseFlag Priority Results',
  ],
  [
    /Results/,
    'Orders[0].Provider',
    'NPI ID IDType FirstName LastName Credentials Address EmailAddresses PhoneNumber Location',
  ],
  [
    /Results/,
    'Orders[0].Results[0]',
    'Code Codeset Description RelatedGroupID Specimen Value ValueType CompletionDateTime FileType Units Notes AbnormalFlag Status PrimaryResultsInterpreter Producer Performer ReferenceRange ObservationMethod',
  ],
];

/** A copy with the fields of every object in reverse. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversed(field)]),
  );
};

const composed = (event: string, host: Json) => {
  const [model, eventType] = event.split('.') as [DataModel, EventType];
  const file = { name: 'Consent.pdf', type: 'application/pdf', size: 8 };
  const message = host as HostMessage;
  return compose({ model, eventType, file, content: { base64: 'AAAA' }, documentId: 'id', message });
};

describe('the fields of a composed message', () => {
  for (const event of EVENTS) {
    test(`stand in the order that Redox documents: ${event}`, () => {
      const message = composed(event, reversed(fullMessage(event)) as Json);
      for (const [events, path, names] of DOCUMENTED)
        if (events.test(event)) {
          const documented = names
            .split(' ')
            .filter(name => event.endsWith('Replace') || name !== 'OriginalDocumentID');
          const found = Object.keys((path ? get(message, path) : message) as Json);
          assert.deepEqual(
            found.filter(name => documented.includes(name)),
            documented,
            path,
          );
        }
    });
  }

  test('are followed by fields that Redox has not published, in the host’s order', () => {
    const message = composed('Notes.New', { Zebra: 1, Alpha: 2, Note: { Zebra: 1, Status: 'Final', Alpha: 2 } });
    assert.deepEqual(Object.keys(message), ['Meta', 'Note', 'Zebra', 'Alpha']);
    assert.deepEqual(Object.keys(get(message, 'Note') as Json).slice(-3), ['Status', 'Zebra', 'Alpha']);
  });
});
