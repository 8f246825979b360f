import { toBlob } from '../models/index.js';
import { toBase64, toBase64Parts } from './base64.js';
import { RedoxFileError } from './errors.js';
import type { SendResult } from './file-state.js';
import type { Context, Job, Payload } from './job.js';
import { remembered } from './session.js';
import { chooseDelivery } from './steps/delivery.js';
import { type Draft, draft } from './steps/draft.js';
import { inspect } from './steps/inspect.js';
import { read } from './steps/read.js';
import { send } from './steps/send.js';
import { upload } from './steps/upload.js';

export { discard } from './steps/upload.js';

/** A message, or what became of it. */
export type Outcome = { payload: Payload; result?: undefined } | { payload?: undefined; result: SendResult };

/**
 * One file's way, from the picked file to the message or to Redox's answer. This is the one place that knows the order
 * of the steps; what an earlier run achieved stands in the job and is not done again.
 * @throws RedoxFileError, or the signal's reason
 */
export const run = (job: Job, context: Context): Promise<Outcome> =>
  context.options.resume === 'page' ? proceed(job, context) : remembered(job, context, () => proceed(job, context));

async function proceed(job: Job, context: Context): Promise<Outcome> {
  if (!job.request) {
    const payload = await prepare(job, context);
    context.signal.throwIfAborted();
    // Where the message is the end, it is shown when it has come to it.
    if (context.options.output === 'payload' || !context.announce(payload)) return { payload };
    job.request = payload.toBlob();
  }
  context.enter('sending');
  const { request } = job;
  try {
    return { result: await send(job, request, context) };
  } catch (error) {
    // What was certainly not accepted is composed anew; anything else is repeated as it was.
    if (!job.fate) job.request = undefined;
    if (!isTooLargeToEmbed(error, job, context)) throw error;
    context.way.message = Math.min(context.way.message, request.size);
    job.delivery = 'upload';
    return proceed(job, context);
  }
}

/** Redox, or a gateway, takes less than we were told, so the file goes up first and the message refers to it. */
const isTooLargeToEmbed = (error: unknown, job: Job, { options }: Context): boolean =>
  error instanceof RedoxFileError &&
  error.code === 'file-too-large' &&
  options.delivery === 'auto' &&
  job.delivery === 'embed';

async function prepare(job: Job, context: Context): Promise<Payload> {
  // What Redox has need not be read again.
  if (job.uri) return payloadOf(job, await draft(job, context), { uri: job.uri });
  job.bytes ??= await read(job.file, context);
  const { bytes } = job;
  job.mediaType ??= inspect(job.file, bytes, context.options);
  const drafted = await draft(job, context);
  job.delivery ??= chooseDelivery(bytes.length, toBlob(drafted.message).size, context.options, context.way.message);
  if (job.delivery === 'embed') return embed(job, bytes, drafted, context);
  context.enter('uploading');
  job.uri = await upload(job, bytes, context);
  job.bytes = undefined;
  return payloadOf(job, drafted, { uri: job.uri });
}

async function embed(job: Job, bytes: Uint8Array, drafted: Draft, context: Context): Promise<Payload> {
  context.enter('encoding');
  const { output, asBlob } = context.options;
  if (output === 'payload' && !asBlob)
    return payloadOf(job, drafted, { base64: await toBase64(bytes, context.signal) });
  const parts = await toBase64Parts(bytes, context.signal);
  const text = new TextDecoder('latin1');
  return {
    ...payloadFacts(job, drafted),
    // Most hosts that have messages sent never look, so the string is made for those who do.
    get message() {
      return drafted.complete({ base64: parts.reduce((all, { bytes }) => all + text.decode(bytes), '') });
    },
    toBlob: () => toBlob(drafted.message, { text: drafted.placeholder, by: parts.map(({ blob }) => blob) }),
  };
}

function payloadOf(job: Job, drafted: Draft, content: Parameters<Draft['complete']>[0]): Payload {
  const message = drafted.complete(content);
  return { ...payloadFacts(job, drafted), message, toBlob: () => toBlob(message) };
}

const payloadFacts = (job: Job, { issues }: Draft) => ({
  delivery: job.delivery ?? 'embed',
  documentId: job.documentId,
  issues,
});
