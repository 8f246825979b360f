import Uppy from '@uppy/core';
import Tus from '@uppy/tus';

/** Uppy with its Tus plug-in as they come, on a page that knows of the proxy its URL and a token. */
declare global {
  interface Window {
    /** Uploads so many bytes; gives the upload's URL. */
    uploadByUppy(options: { endpoint: string; token: string; bytes: number[]; times: number }): Promise<string>;
    /** The test hears of the part that has been sent, from 0 to 1. */
    onPart(part: number): void;
  }
}

window.uploadByUppy = async ({ endpoint, token, bytes, times }) => {
  const piece = new Uint8Array(bytes);
  const uppy = new Uppy();
  uppy.use(Tus, {
    endpoint,
    headers: { authorization: `Bearer ${token}` },
    retryDelays: [100, 500, 1000, 2000, 3000, 5000],
  });
  uppy.on('upload-progress', (_file, { bytesUploaded, bytesTotal }) =>
    window.onPart(bytesUploaded / (bytesTotal || 1)),
  );
  uppy.addFile({
    name: 'Musterfrau HIV.pdf',
    type: 'application/pdf',
    data: new Blob(Array.from({ length: times }, () => piece)),
  });
  const result = await uppy.upload();
  const [failed] = result?.failed ?? [];
  if (failed) throw new Error(failed.error ?? 'Uppy failed');
  return result?.successful?.[0]?.uploadURL ?? '';
};
