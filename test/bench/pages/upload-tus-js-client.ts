import { Upload } from 'tus-js-client';
import { addInput, authorization, commit, picked } from '../tools/contestant.js';

const input = addInput();
globalThis.contestant = {
  input: () => input,
  async finished() {
    const file = await picked(input);
    const headers = await authorization();
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(file, {
        endpoint: new URL('/redox/uploads', location.href).href,
        chunkSize: 5 * 2 ** 20,
        storeFingerprintForResuming: false,
        headers,
        onError: reject,
        onSuccess: () => resolve(upload.url ?? ''),
      });
      upload.start();
    });
    await commit(url, await file.arrayBuffer(), headers);
    return undefined;
  },
};
