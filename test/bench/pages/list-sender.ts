import { addSender } from '../tools/sender-page.js';

/** A list that files are added to; nothing is read or sent. */
const sender = addSender({ manual: '', multiple: '', 'max-files': '1000' });
const pdf = (name: string) => new File(['%PDF-1.4\n'], name, { type: 'application/pdf' });

const listed = (count: number) =>
  new Promise<void>(resolve => {
    const look = () => {
      if (sender.files.length === count) sender.updateComplete.then(() => requestAnimationFrame(() => resolve()));
      else setTimeout(look);
    };
    look();
  });

/**
 * Adds a file to a list of `count`.
 * @returns milliseconds until it is drawn, and how many rows other than its own have changed
 */
async function addTo(count: number): Promise<{ ms: number; others: number }> {
  sender.addFiles(Array.from({ length: count }, (_, at) => pdf(`scan-${at}.pdf`)));
  await listed(count);
  const rows = [...(sender.shadowRoot?.querySelectorAll('[part~=file]') ?? [])];
  let others = 0;
  const observer = new MutationObserver(changes => {
    others += changes.filter(({ target }) => rows.some(row => row.contains(target))).length;
  });
  for (const row of rows)
    observer.observe(row, { subtree: true, childList: true, attributes: true, characterData: true });
  const started = performance.now();
  sender.addFiles([pdf('another.pdf')]);
  await listed(count + 1);
  const ms = performance.now() - started;
  observer.disconnect();
  if (rows.length !== count) throw new Error(`${rows.length} rows were drawn for ${count} files`);
  return { ms, others };
}

Object.assign(globalThis, { addTo });
