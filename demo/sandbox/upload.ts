import { Hono } from 'hono';
import { TooLarge } from './body.js';
import type { SandboxEnv } from './context.js';
import { FormRefused, readFileForm } from './file-form.js';
import type { Limits } from './limits.js';
import type { Received } from './received.js';
import { errorDetail, Refusal } from './refusal.js';
import type { Store } from './store.js';

export interface UploadOptions {
  limits: Limits;
  received: Received;
  store: Store;
}

/** `POST /upload`: takes one file and gives the URI that stands for it in messages ("Sending a file"). */
export function uploadRoutes({ limits, received, store }: UploadOptions) {
  return new Hono<SandboxEnv>().post('/upload', async c => {
    const limit = limits.current().file;
    const file = await readFileForm(c.req.raw, store, limit).catch(error => {
      if (error instanceof TooLarge) throw new Refusal(413, errorDetail(`The file is larger than ${limit} bytes`));
      throw error instanceof FormRefused ? new Refusal(400, errorDetail(error.message)) : error;
    });
    const { uri } = received.addFile({ ...file, source: c.get('source').sourceId });
    return c.json({ URI: uri }, 201);
  });
}
