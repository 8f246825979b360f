import { addInput, picked } from '../tools/contestant.js';

const input = addInput();
globalThis.contestant = {
  input: () => input,
  async finished() {
    const file = await picked(input);
    const reader = new FileReader();
    const done = new Promise(resolve => {
      reader.onload = resolve;
    });
    reader.readAsDataURL(file);
    await done;
    const url = reader.result as string;
    return url.slice(url.indexOf(',') + 1);
  },
};
