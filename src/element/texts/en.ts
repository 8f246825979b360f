import type { ControlTexts } from './catalogue.js';

export const en: Readonly<ControlTexts> = {
  'choose-file': 'Choose a file',
  'choose-files': 'Choose files',
  'take-photo': 'Take a photo or choose a file',
  'drop-file': 'or drop or paste it here',
  'drop-files': 'or drop or paste files or a folder here',
  'drop-now': 'Let go to add it here',
  required: 'required',
  'no-file': 'No file chosen',
  'getting-ready': 'Getting ready',
  'load-failed':
    'There is no connection, so your file was not added. Check the connection and try again. If that does not help, reload the page.',
  'limit-types': 'File types: {types}.',
  'limit-size': 'Largest size: {size}.',
  'limit-size-each': 'Largest size of each file: {size}.',
  'limit-count': { one: 'Up to {count} file.', other: 'Up to {count} files.' },
  'kind-image': 'pictures',
  'kind-audio': 'sound recordings',
  'kind-video': 'videos',
  'kind-text': 'text files',
  'action-retry': 'Try again',
  'validity-missing': 'Choose a file.',
  'validity-busy': 'Wait a moment. Your file is not finished yet.',
};
