import type { Contest } from '../tools/contest.js';

/** 10 MB picked, until the page has a message with it. */
export const payload: Contest = {
  name: '10 MB file picked → redox-payload event with the message',
  size: 10_000_000,
  pages: ['payload-sender', 'payload-native', 'payload-btoa', 'payload-data-url', 'payload-filepond'],
  goals: [
    {
      what: 'time beside arrayBuffer() + toBase64() in one go',
      of: 'ms',
      page: 'payload-sender',
      beside: 'payload-native',
      goal: 1.25,
    },
    { what: 'longest block of the main thread, ms', of: 'blocked', page: 'payload-sender', goal: 16 },
  ],
};

/** The same in browsers that cannot encode base64 themselves. */
export const fallback: Contest = {
  name: '10 MB file picked → message, without Uint8Array.prototype.toBase64',
  size: 10_000_000,
  before: 'delete Uint8Array.prototype.toBase64',
  pages: ['payload-sender', 'payload-data-url', 'payload-btoa'],
  goals: [
    {
      what: 'time beside FileReader.readAsDataURL',
      of: 'ms',
      page: 'payload-sender',
      beside: 'payload-data-url',
      goal: 1.5,
    },
    { what: 'longest block of the main thread, ms', of: 'blocked', page: 'payload-sender', goal: 16 },
  ],
};
