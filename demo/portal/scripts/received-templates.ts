import { html, nothing, type TemplateResult } from 'lit';
import { documentOf } from './received-document.js';
import { fileUrl, type ReceivedFile, type ReceivedMessage } from './sandbox.js';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const bytes = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'byte', unitDisplay: 'long' });

const factsTemplate = (facts: Record<string, string | null | undefined>) => html`
  <dl class="facts">
    ${Object.entries(facts).map(([term, value]) => (value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : nothing))}
  </dl>
`;

const pictureTemplate = (url: string) => html`<img class="thumbnail" src=${url} alt="The picture that was received" />`;

/** A message that arrived, with its file among those uploaded or within it. */
export function messageTemplate(received: ReceivedMessage, files: readonly ReceivedFile[]): TemplateResult {
  const { message, receivedAt } = received;
  const { facts, file, isPicture, delivery } = documentOf(received, files);
  return html`
    <li class="card arrival">
      <div class="arrival-head">
        <span class="tag">${message.Meta.DataModel}.${message.Meta.EventType}</span>
        <time class="quiet" datetime=${receivedAt}>${time.format(new Date(receivedAt))}</time>
      </div>
      <div class="arrival-body">
        ${file && isPicture ? pictureTemplate(file.url) : nothing}
        ${factsTemplate({
          ...facts,
          File: file && `${bytes.format(file.size)}, ${delivery}`,
          'SHA-256': file && `${file.sha256.slice(0, 16)}…`,
        })}
      </div>
      <div class="toolbar">
        ${file ? html`<a href=${file.url} download>Download the file</a>` : nothing}
        <details>
          <summary>The message as JSON</summary>
          <pre class="code">${JSON.stringify(message, null, 2)}</pre>
        </details>
      </div>
    </li>
  `;
}

/** A file that was uploaded ahead of its message. */
export const fileTemplate = (file: ReceivedFile): TemplateResult => html`
  <li class="card arrival">
    <div class="arrival-head">
      <span class="tag">${file.type || 'No type'}</span>
      <a href=${fileUrl(file)} download>Download</a>
    </div>
    <div class="arrival-body">
      ${file.type.startsWith('image/') ? pictureTemplate(fileUrl(file)) : nothing}
      ${factsTemplate({ Name: file.name, Size: bytes.format(file.size), URI: file.uri, 'SHA-256': file.sha256 })}
    </div>
  </li>
`;
