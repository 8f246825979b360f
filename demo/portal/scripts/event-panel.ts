import { html, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SENDER_EVENTS } from '../../../src/core/index.js';
import { readableJson, summaryOf } from './abbreviate.js';
import { byId } from './dom.js';

/** Rows that are kept. */
const LIMIT = 200;

interface Row {
  key: number;
  name: string;
  at: Date;
  /** How many events the row stands for. */
  times: number;
  summary: string;
  /** The event's detail, if the panel was open when the event came. */
  json: string | undefined;
}

const time = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

const rowTemplate = ({ name, at, times, summary, json }: Row) => html`
  <li>
    <details>
      <summary>
        <time>${time.format(at)}</time>
        <b>${name}</b>${times > 1 ? html` <span class="events-times">×${times}</span>` : ''}
        <span class="events-summary">${summary}</span>
      </summary>
      <pre class="code">${json ?? 'While this panel is closed, details are not written down.'}</pre>
    </details>
  </li>
`;

/** Fills the panel "What the element says" with the events that pass through a part of the page, the latest first. */
export function showEvents(source: HTMLElement): void {
  const panel = byId<HTMLDetailsElement>('events');
  const list = byId('events-list');
  const count = byId('events-count');
  let rows: readonly Row[] = [];
  let total = 0;
  let drawn = true;

  const draw = () => {
    drawn = true;
    count.textContent = String(total);
    render(
      repeat(rows, row => row.key, rowTemplate),
      list,
    );
  };

  const note = (event: Event) => {
    const { detail } = event as CustomEvent<object>;
    total++;
    // However often a file's progress is told, it stays one row.
    const latest = rows[0];
    const repeated = event.type === 'redox-progress' && latest?.name === event.type ? latest : undefined;
    const row: Row = {
      key: repeated?.key ?? total,
      name: event.type,
      at: new Date(),
      times: (repeated?.times ?? 0) + 1,
      summary: summaryOf(detail),
      // To write a whole message down takes a moment, which nobody waits for who does not look.
      json: panel.open ? readableJson(detail) : undefined,
    };
    rows = [row, ...(repeated ? rows.slice(1) : rows)].slice(0, LIMIT);
    if (drawn) requestAnimationFrame(draw);
    drawn = false;
  };

  for (const name of SENDER_EVENTS) source.addEventListener(name, note);
}
