import { type Content, checkMessage, compose, type HostMessage, type RedoxMessage } from '../../models/index.js';
import type { MessageIssue } from '../../models/issues.js';
import { inSchemaOrder } from '../../models/order.js';
import { RedoxFileError } from '../errors.js';
import type { Context, Job } from '../job.js';
import { orAborted } from '../pause.js';

/** A message that has been checked and lacks only the file's contents. */
export interface Draft {
  /** The message with `placeholder` in the contents' place. */
  message: RedoxMessage;
  /** Well-formed base64 that stands nowhere else in the message. */
  placeholder: string;
  /** Required fields that are still missing, and may be. */
  issues: MessageIssue[];
  /** The message with its contents. */
  complete(content: Content): RedoxMessage;
}

/**
 * Composes and checks the message before the file is encoded or uploaded, so that nobody waits for an upload whose
 * message is refused, and megabytes of our own base64 are not checked.
 * @throws RedoxFileError `message-invalid`
 */
export async function draft(job: Job, { options, signal }: Context): Promise<Draft> {
  signal.throwIfAborted();
  // A host that does not answer must not hold a file that is paused or removed.
  const given = typeof options.message === 'function' ? options.message(job.file) : options.message;
  // A copy: a host may go on with its object while a file goes up, and what is composed then is what was checked.
  const host = inSchemaOrder(undefined, await orAborted(Promise.resolve(given), signal)) as HostMessage | undefined;
  const complete = (content: Content) =>
    compose({
      model: options.model,
      eventType: options.eventType,
      file: { name: job.file.name, type: job.mediaType ?? '', size: job.file.size },
      content,
      documentId: job.documentId,
      documentType: job.documentType,
      message: host,
      eventDateTime: job.eventDateTime,
    });
  const placeholder = btoa(job.documentId);
  const message = complete({ base64: placeholder });
  const issues = checkMessage(message);
  // What a grant or the host's back end fills in may be missing here; what is there has to be right.
  const mayLack = options.output === 'send' || options.partial;
  if (issues.some(issue => !(mayLack && issue.code === 'required')))
    throw new RedoxFileError('message-invalid', { issues });
  return { message, placeholder, issues, complete };
}
