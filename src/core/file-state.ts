import type { RedoxMessage } from '../models/index.js';
import type { SendResponse } from '../protocol/index.js';
import type { RedoxFileError } from './errors.js';

/** Redox's answer to a message. */
export type SendResult = Pick<SendResponse, 'logIds' | 'messageId' | 'transmissionId' | 'response'>;

/**
 * Where one file is on its way.
 *
 *   waiting → queued → preparing → encoding | uploading → sending → sent
 *                                                       ↘ ready
 *   pause leads from every state in which work is done to paused, but for a message that has begun to leave, and
 *   resume back to queued;
 *   every state in which work is done can end in failed, and retry leads from there to queued.
 */
export type FileState =
  | { name: 'waiting' } // added, and not to be started yet
  | { name: 'queued' } // starts as soon as others have finished
  | { name: 'preparing' } // read, and its message checked
  | { name: 'encoding' } // turned into base64
  | { name: 'uploading' } // on its way to Redox's storage
  | { name: 'paused' }
  | { name: 'sending' } // the message is on its way: from here on it may be in the chart
  | { name: 'ready'; message: RedoxMessage } // the end where nothing is sent
  | { name: 'sent'; result: SendResult } // the end where Redox has accepted the message
  | { name: 'failed'; error: RedoxFileError };

export type FileStateName = FileState['name'];

export type FileEvent =
  | { type: 'start' | 'prepare' | 'encode' | 'upload' | 'send' | 'pause' | 'resume' | 'retry' }
  | { type: 'compose'; message: RedoxMessage }
  | { type: 'accept'; result: SendResult }
  | { type: 'fail'; error: RedoxFileError };

const RUNNING: readonly FileStateName[] = ['preparing', 'encoding', 'uploading', 'sending'];
const WORKING: readonly FileStateName[] = ['queued', ...RUNNING];

const FROM: Readonly<Record<FileEvent['type'], readonly FileStateName[]>> = {
  start: ['waiting'],
  prepare: ['queued'],
  // From sending, as send and compose: the document's identifier is another message's, after a reload.
  encode: ['preparing', 'sending'],
  // From sending: Redox found the embedded message too large.
  upload: ['preparing', 'sending'],
  send: RUNNING,
  // From sending: its message may still wait for a token.
  pause: WORKING,
  resume: ['paused'],
  retry: ['failed'],
  compose: RUNNING,
  accept: ['sending'],
  fail: ['waiting', ...RUNNING],
};

/** Whether an event may happen to a file in a state. */
export const can = (state: FileState, type: FileEvent['type']): boolean => FROM[type].includes(state.name);

/** The state after an event. @throws TypeError where the event cannot happen in the state */
export function next(state: FileState, event: FileEvent): FileState {
  if (!can(state, event.type)) throw new TypeError(`A file that is ${state.name} cannot ${event.type}`);
  switch (event.type) {
    case 'start':
    case 'resume':
    case 'retry':
      return { name: 'queued' };
    case 'prepare':
      return { name: 'preparing' };
    case 'encode':
      return { name: 'encoding' };
    case 'upload':
      return { name: 'uploading' };
    case 'send':
      return { name: 'sending' };
    case 'pause':
      return { name: 'paused' };
    case 'compose':
      return { name: 'ready', message: event.message };
    case 'accept':
      return { name: 'sent', result: event.result };
    case 'fail':
      return { name: 'failed', error: event.error };
  }
}

/** Whether something happens by itself, or will as soon as others have finished. */
export const isWorking = (state: FileStateName): boolean => WORKING.includes(state);
