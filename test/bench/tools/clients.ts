/** What a client of each server does to bring one file to Redox. */
export type Client = (url: string, file: { bytes: Uint8Array<ArrayBuffer>; sha256: string }) => Promise<void>;

const TUS = { 'tus-resumable': '1.0.0' };
const JSON_TYPE = { 'content-type': 'application/json' };

async function must(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`${new URL(answer.url).pathname} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

export async function tokenOf(url: string): Promise<string> {
  const answer = await must(await fetch(`${url}/token`, { method: 'POST' }));
  return ((await answer.json()) as { token: string }).token;
}

async function tusUpload(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  commit: object,
): Promise<void> {
  const created = await must(
    await fetch(`${url}/uploads`, {
      method: 'POST',
      headers: { ...TUS, ...headers, 'upload-length': String(bytes.length) },
    }),
  );
  const upload = new URL(created.headers.get('location') ?? '', created.url).href;
  await must(
    await fetch(upload, {
      method: 'PATCH',
      headers: { ...TUS, ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: bytes,
    }),
  );
  const answer = await must(
    await fetch(`${upload}/commit`, {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
      body: JSON.stringify(commit),
    }),
  );
  await answer.arrayBuffer();
}

export const CLIENTS: Readonly<Record<'proxy' | 'tus' | 'pipe', Client>> = {
  async proxy(url, { bytes, sha256 }) {
    const authorization = `Bearer ${await tokenOf(url)}`;
    await tusUpload(url, bytes, { authorization }, { name: 'scan.pdf', type: 'application/pdf', sha256 });
  },
  tus: (url, { bytes }) => tusUpload(url, bytes, {}, { size: bytes.length }),
  async pipe(url, { bytes }) {
    await (await must(await fetch(url, { method: 'POST', body: bytes }))).arrayBuffer();
  },
};
