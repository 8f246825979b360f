import { isRefusedByName } from '../../inspect/index.js';
import { checkMessage, type MessageIssue } from '../../models/index.js';
import { isSameId } from '../grant.js';
import type { Ledger } from '../ledger.js';
import { ProblemError } from '../problem-error.js';
import { asRecord, isRecord } from '../records.js';
import { cleanFileName } from '../redox/file-name.js';
import { withSource } from '../redox/with-source.js';
import type { Session } from '../session.js';
import { bind } from './bind.js';
import { fileReferences } from './message-files.js';

export interface PrepareServices {
  ledger: Ledger;
  /** `Meta.Source.ID` of every message. */
  sourceId: string | undefined;
}

/** More than anybody reads. Three bytes of a message can make an issue, which takes 200 in the answer. */
const MOST_ISSUES = 100;

/**
 * The message as it goes to Redox: what the grant binds stands over what the browser sent, and nothing keeps Redox from
 * taking it.
 * @throws {ProblemError} `message-invalid` with its issues, `file-type-not-accepted`
 */
export async function prepareMessage(
  sent: unknown,
  session: Session,
  { ledger, sourceId }: PrepareServices,
): Promise<Record<string, unknown>> {
  const message = withCleanNames(withSource(bind(sent, session.grant.message), sourceId));
  const issues = [
    ...checkMessage(message, { sending: true }),
    ...modelIssues(message, session),
    ...destinationIssues(message, session),
    ...(await referenceIssues(message, session, ledger)),
  ];
  if (issues.length > 0) throw new ProblemError(422, 'message-invalid', { issues: issues.slice(0, MOST_ISSUES) });
  // What it holds was looked at when it was committed, under a name that may have been another.
  if (fileReferences(message).some(({ names }) => names.some(isRefusedByName)))
    throw new ProblemError(422, 'file-type-not-accepted', { detail: 'By its name' });
  return message;
}

/** Who opens the document reads its name, and so does what stores it: it gets the same cleaning as an upload's. */
function withCleanNames(message: Record<string, unknown>) {
  const cleaned = { ...message };
  for (const key of ['Note', 'Media']) {
    const group = message[key];
    if (isRecord(group) && typeof group.FileName === 'string' && group.FileName !== '')
      cleaned[key] = { ...group, FileName: cleanFileName(group.FileName) };
  }
  return cleaned;
}

function modelIssues(message: Record<string, unknown>, { limits: { models } }: Session): MessageIssue[] {
  const { DataModel } = asRecord(message.Meta);
  if (!models || models.some(model => model === DataModel)) return [];
  return [{ path: 'Meta.DataModel', code: 'value-set', message: 'Meta.DataModel is not one that the grant allows' }];
}

function destinationIssues(message: Record<string, unknown>, { limits: { destinations } }: Session): MessageIssue[] {
  const { Destinations } = asRecord(message.Meta);
  if (!destinations || !Array.isArray(Destinations)) return [];
  return Destinations.flatMap((destination, at) => {
    const { ID } = asRecord(destination);
    if (typeof ID === 'string' && destinations.some(allowed => isSameId(allowed, ID))) return [];
    const path = `Meta.Destinations[${at}].ID`;
    return [{ path, code: 'value-set' as const, message: `${path} is not one that the grant allows` }];
  });
}

/** A file belongs to who uploaded it: a URI, guessed or seen elsewhere, puts it in nobody else's chart. */
async function referenceIssues(message: unknown, { owner }: Session, ledger: Ledger): Promise<MessageIssue[]> {
  const issues: MessageIssue[] = [];
  for (const { path, uri } of fileReferences(message)) {
    const upload = await ledger.uploadByUri(uri);
    if (!upload || !owner.owns(upload) || upload.expiresAt <= Date.now())
      issues.push({ path, code: 'conflict', message: `${path} refers to no file that this user has uploaded` });
  }
  return issues;
}
