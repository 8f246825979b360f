import { html, render } from 'lit';
import { byId } from './dom.js';
import { receiptTemplate } from './receipts.js';
import { readSession, showSession } from './session.js';

const NOTHING = html`
  <p class="lead">Nothing has been sent since you signed in.</p>
  <p><a class="button" href="/">To the overview</a></p>
`;

await showSession();
const [latest] = (await readSession()).receipts;
render(
  latest
    ? html`
          <p class="lead">
            Thank you. We have received ${latest.documents.length === 1 ? 'your document' : `your ${latest.documents.length} documents`}
            and are filing ${latest.documents.length === 1 ? 'it' : 'them'} in your record.
          </p>
          ${receiptTemplate(latest)}
          <p class="toolbar">
            <a class="button" href="/">Send something else</a>
            <a class="button button-quiet" href="/received">See what Redox received</a>
          </p>
        `
    : NOTHING,
  byId('confirmation'),
);
