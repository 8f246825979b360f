import { html, type TemplateResult } from 'lit';
import type { PortalForm, Receipt } from '../../server/receipts.js';

const TITLES: Readonly<Record<PortalForm, string>> = {
  consent: 'Signed consent form',
  lab: 'Lab report',
  photo: 'Photos for your care team',
};

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** One form that was sent, with the identifiers under which Redox knows its documents. */
export const receiptTemplate = ({ form, sentAt, documents }: Receipt): TemplateResult => html`
  <article class="card receipt">
    <header>
      <p class="receipt-title">${TITLES[form]}</p>
      <p class="quiet"><time datetime=${sentAt}>${time.format(new Date(sentAt))}</time></p>
    </header>
    ${documents.map(
      ({ documentId, logIds }) => html`
        <dl class="facts">
          <div><dt>Document</dt><dd><code>${documentId}</code></dd></div>
          <div><dt>Redox log</dt><dd><code>${logIds.join(', ')}</code></dd></div>
        </dl>
      `,
    )}
  </article>
`;
