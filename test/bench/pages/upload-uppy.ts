import Uppy from '@uppy/core';
import DragDrop from '@uppy/drag-drop';
import Tus from '@uppy/tus';
import { authorization, commit } from '../tools/contestant.js';

const place = document.createElement('div');
document.body.append(place);
const headers = await authorization();
const uppy = new Uppy({ autoProceed: true }).use(DragDrop, { target: place }).use(Tus, {
  endpoint: new URL('/redox/uploads', location.href).href,
  chunkSize: 5 * 2 ** 20,
  storeFingerprintForResuming: false,
  headers,
});
globalThis.contestant = {
  input: () => place.querySelector<HTMLInputElement>('input'),
  finished: () =>
    new Promise((resolve, reject) => {
      uppy.on('error', reject);
      uppy.on('upload-success', async (file, { uploadURL }) => {
        if (!file || !uploadURL) return reject(new Error('Uppy gave no upload'));
        await commit(uploadURL, await (file.data as Blob).arrayBuffer(), headers);
        resolve(undefined);
      });
    }),
};
