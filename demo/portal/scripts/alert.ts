import { byId } from './dom.js';

/** Says at the head of the form what went wrong, and takes the focus there. */
export function showAlert(text: string): void {
  const alert = byId('alert');
  alert.textContent = text;
  alert.hidden = false;
  alert.focus();
}

export function clearAlert(): void {
  byId('alert').hidden = true;
}
