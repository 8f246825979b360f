import type { Catalogue } from './catalogue.js';

export const en: Catalogue = {
  chooseFile: 'Choose a file',
  chooseFiles: 'Choose files',
  dropHere: 'or drop it here',
  limit: size => `Up to ${size}`,
  states: {
    waiting: 'Not sent yet',
    queued: 'Waiting for its turn',
    preparing: 'Getting ready',
    encoding: 'Getting ready',
    uploading: 'Uploading',
    paused: 'Paused',
    sending: 'Sending',
    ready: 'Ready',
    sent: 'Sent',
  },
  progress: percent => `${percent}%`,
  announcement: (name, text) => `${name}: ${text}`,
  pause: 'Pause',
  resume: 'Go on',
  retry: 'Try again',
  remove: 'Remove',
  actionOn: (action, name) => `${action}: ${name}`,
  offline: 'There is no connection. Check it and choose the file again.',
  validity: {
    missing: 'Choose a file.',
    busy: 'Wait until your file has been sent.',
    waiting: 'Your file has not been sent yet.',
    failed: 'A file could not be sent. Try again or remove it.',
  },
};
