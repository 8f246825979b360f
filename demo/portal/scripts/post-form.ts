import { showAlert } from './alert.js';

/** What a refused form is told, by the problem's code. */
const WORDS: Readonly<Record<string, string>> = {
  'token-refused': 'You are signed out. Sign in again and send it once more.',
  'message-invalid': 'The document could not be read. Remove it, add it again and send it once more.',
  'redox-rejected': 'Your record did not take the document. Please call us.',
  'send-unconfirmed':
    'The connection broke while sending, and we cannot tell whether the document arrived. Please call us before you send it again.',
};
const OTHERWISE = 'That did not work. Please try again in a few minutes.';

async function codeOf(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => undefined);
  return typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : '';
}

/**
 * Posts a form as the browser would, and goes where the answer leads. A problem is told on the page, which keeps what
 * was entered.
 */
export async function postForm(form: HTMLFormElement): Promise<void> {
  try {
    const response = await fetch(form.action, { method: 'POST', body: new FormData(form) });
    if (response.redirected) location.assign(response.url);
    else showAlert(WORDS[await codeOf(response)] ?? OTHERWISE);
  } catch {
    showAlert('There is no connection. Nothing was lost: try again when you are online.');
  }
}
