import type { SenderFile } from '../core/index.js';
import type { FileActionName } from './texts/catalogue.js';

export type FileAction = Exclude<FileActionName, 'cancel'>;

/** The actions that fit a state; a message under way can be neither held nor taken back. @param choosing its document type is the user's choice */
export function actionsOf({ state, error }: SenderFile, choosing: boolean): readonly FileActionName[] {
  switch (state) {
    case 'queued':
    case 'preparing':
    case 'encoding':
    case 'uploading':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'failed':
      return error?.retryable ? ['retry', 'remove'] : ['remove'];
    case 'waiting':
      return choosing ? ['start', 'remove'] : ['remove'];
    case 'ready':
      return ['remove'];
    default:
      return [];
  }
}

/** Actions that take each other's place keep their button, and with it the focus. */
export const ACTION_PLACES: readonly (readonly FileActionName[])[] = [
  ['start'],
  ['pause', 'resume'],
  ['retry'],
  ['remove', 'cancel'],
];

/** Whether another document type can still be chosen: not once the message is on its way, or may have arrived. */
export const isOpen = ({ state, error }: SenderFile): boolean =>
  state === 'waiting' || state === 'paused' || (state === 'failed' && error?.code !== 'send-unconfirmed');
