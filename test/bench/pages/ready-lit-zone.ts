import { css, html, LitElement } from 'lit';
import { usable } from '../tools/usable.js';

/** A Lit element that draws a drop zone and no more. */
class LitZone extends LitElement {
  static override styles = css`
    div {
      padding: 1rem;
      border: 2px dashed currentColor;
    }
  `;
  protected override render() {
    return html`<div><button type="button">Choose a file</button> or drop it here <input type="file" hidden /></div>`;
  }
}
customElements.define('lit-zone', LitZone);
const zone = new LitZone();
document.body.append(zone);
await zone.updateComplete;
usable();
