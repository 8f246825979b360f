/** What every page offers to the driver: one file goes in, and something comes out that proves that it was not lost. */
export interface Contestant {
  /** Takes the file; null until it has been drawn. */
  input(): HTMLInputElement | null;
  /** Fulfilled when the picker, which a user has to open first, has had the time to load what waits for it. */
  opened?(): Promise<void>;
  /** Called before a file is picked. @returns what has become of it; base64 where the page itself is to be believed */
  finished(): Promise<string | undefined>;
}

/** One file's way in a page, in milliseconds. */
export interface Timed {
  ms: number;
  /** The longest time for which the page could do nothing else. */
  blocked: number;
}

declare global {
  var contestant: Contestant;
}

/** A new `<input type=file>` in the page. */
export function addInput(): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'file';
  document.body.append(input);
  return input;
}

/** The first file that is picked. */
export const picked = (input: HTMLInputElement): Promise<File> =>
  new Promise((resolve, reject) => {
    const pick = () => {
      const [file] = input.files ?? [];
      if (file) resolve(file);
      else reject(new Error('No file was picked'));
    };
    input.addEventListener('change', pick, { once: true });
  });

/** What a host's back end does not bind. */
export const NOTE = { Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } } };

export async function authorization(): Promise<{ authorization: string }> {
  const answer = await fetch('/redox/token', { method: 'POST' });
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

/** The proxy's commit of a finished upload. */
export async function commit(url: string, bytes: ArrayBuffer, headers: Record<string, string>): Promise<void> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('');
  const answer = await fetch(`${url}/commit`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'scan.pdf', type: 'application/pdf', sha256 }),
  });
  if (answer.status !== 201) throw new Error(`The commit answered ${answer.status}`);
}
