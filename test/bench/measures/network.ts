import type { Contest } from '../tools/contest.js';

/** 10 MB picked, until the proxy has sent it on and said so. */
export const accepted: Contest = {
  name: '10 MB file picked → accepted by the proxy as JSON',
  size: 9_999_999,
  arrives: true,
  pages: ['accepted-sender', 'accepted-blob'],
  goals: [
    {
      what: 'time beside a Blob of [prefix, base64, suffix] through fetch',
      of: 'ms',
      page: 'accepted-sender',
      beside: 'accepted-blob',
      goal: 1.2,
    },
    { what: 'longest block of the main thread, ms', of: 'blocked', page: 'accepted-sender', goal: 16 },
  ],
};

/** 30 MB picked, until Redox has given its URI. */
export const uploaded: Contest = {
  name: '30 MB file picked → URI, SHA-256 and commit included',
  size: 30_000_000,
  arrives: true,
  pages: ['upload-sender', 'upload-patch', 'upload-tus-js-client', 'upload-uppy'],
  goals: [
    {
      what: 'time beside one PATCH by hand, then the same commit',
      of: 'ms',
      page: 'upload-sender',
      beside: 'upload-patch',
      goal: 1.3,
    },
    { what: 'longest block of the main thread, ms', of: 'blocked', page: 'upload-sender', goal: 16 },
  ],
};
