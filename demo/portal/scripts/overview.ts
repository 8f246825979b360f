import { html, render } from 'lit';
import { byId } from './dom.js';
import { receiptTemplate } from './receipts.js';
import { readSession, showSession } from './session.js';

await showSession();
const { receipts } = await readSession();
render(receipts.length > 0 ? receipts.map(receiptTemplate) : html`<p class="quiet">Nothing yet.</p>`, byId('receipts'));
