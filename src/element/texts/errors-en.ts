import type { ErrorTexts } from './catalogue.js';

export const errorsEn: ErrorTexts = {
  'error-file-empty': 'This file is empty. Choose another file.',
  'error-file-too-large': 'This file is too large. Choose a smaller one.',
  'error-file-too-large-limit': 'This file is too large. Choose one that is not over {limit}.',
  'error-file-type-not-accepted': 'This kind of file cannot be sent here. Choose another file.',
  'error-file-type-not-accepted-accept': 'This kind of file cannot be sent here. These can: {accept}.',
  'error-file-type-mismatch': 'What is in this file does not match its name. Choose another file.',
  'error-file-encrypted': 'This file is locked with a password. Save it without the password and choose it again.',
  'error-file-unreadable': 'This file can no longer be read. It may have changed or moved. Choose it again.',
  'error-too-many-files': {
    one: 'Only {count} file can be sent here.',
    other: 'Only {count} files can be sent here.',
  },
  'error-message-invalid':
    'Some information is missing or wrong, so the file was not sent. Check the form and try again.',
  'error-token-refused': 'You are signed out, or may not send this file. Sign in and try again.',
  'error-upload-failed': 'The file could not be sent. Try again.',
  'error-upload-expired': 'Sending took too long. Try again.',
  'error-integrity-mismatch': 'The file was damaged on its way. Try again.',
  'error-redox-rejected': 'The file was not accepted. Contact your care team.',
  'error-rate-limited': 'Too many files are being sent right now. Wait a few minutes and try again.',
  'error-send-unconfirmed':
    'We cannot tell whether the file has arrived. Trying again will not send it twice. If this keeps happening, contact your care team.',
  'error-offline': 'There is no connection. Check it and try again.',
  'error-aborted': 'Sending was stopped.',
};
