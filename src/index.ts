/** Registers `<redox-file-sender>`. */
import { RedoxFileSender } from './element/index.js';

// Loaded twice, or not in a browser at all: the first definition stays, and nothing throws.
if (globalThis.customElements && !customElements.get('redox-file-sender'))
  customElements.define('redox-file-sender', RedoxFileSender);

export * from './element/index.js';

declare global {
  interface HTMLElementTagNameMap {
    'redox-file-sender': RedoxFileSender;
  }
}
