import type { ErrorTexts } from './catalogue.js';

export const errorsEn: ErrorTexts = {
  'file-empty': 'This file is empty. Choose another file.',
  'file-too-large': ({ limit }) =>
    limit
      ? `This file is too large. Choose one that is not over ${limit}.`
      : 'This file is too large. Choose a smaller one.',
  'file-type-not-accepted': 'This kind of file cannot be sent here. Choose another file.',
  'file-type-mismatch': 'What is in this file does not match its name. Choose another file.',
  'file-encrypted': 'This file is locked with a password. Save it without the password and choose it again.',
  'file-unreadable': 'This file can no longer be read. It may have changed or moved. Choose it again.',
  'too-many-files': ({ maxFiles }) =>
    maxFiles === '1' ? 'Only one file can be sent here.' : `Only ${maxFiles} files can be sent here.`,
  'message-invalid': 'Some information is missing or wrong, so the file was not sent. Check the form and try again.',
  'token-refused': 'You are signed out, or may not send this file. Sign in and try again.',
  'upload-failed': 'The file could not be sent. Try again.',
  'upload-expired': 'Sending took too long. Try again.',
  'integrity-mismatch': 'The file was damaged on its way. Try again.',
  'redox-rejected': 'The file was not accepted. Contact your care team.',
  'rate-limited': 'Too many files are being sent right now. Wait a few minutes and try again.',
  'send-unconfirmed':
    'We cannot tell whether the file has arrived. Trying again will not send it twice. If this stays, contact your care team.',
  offline: 'There is no connection. Check it and try again.',
  aborted: 'Sending was stopped.',
};
