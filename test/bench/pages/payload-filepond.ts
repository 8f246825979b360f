import * as FilePond from 'filepond';
import FilePondPluginFileEncode from 'filepond-plugin-file-encode';
import { addInput } from '../tools/contestant.js';

FilePond.registerPlugin(FilePondPluginFileEncode);
const pond = FilePond.create(addInput(), { allowFileEncode: true });
globalThis.contestant = {
  input: () => document.querySelector<HTMLInputElement>('.filepond--browser'),
  finished: () =>
    new Promise(resolve => {
      const look = (): void => {
        const file = pond.getFile() as unknown as { getFileEncodeBase64String?: () => string } | null;
        const base64 = file?.getFileEncodeBase64String?.();
        if (base64) resolve(base64);
        else setTimeout(look);
      };
      pond.on('addfile', look);
    }),
};
