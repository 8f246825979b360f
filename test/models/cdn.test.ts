import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { build } from 'vite';
import * as models from '../../src/models/index.js';
import { messageOf } from './arbitraries.js';
import { EVENTS, factsOf } from './facts.js';
import { changed, firstOf, fullMessage, type Json } from './messages.js';

const WRONG = [undefined, null, '', 'text', 'data:,x', 'JVBERi0=', 7, true, {}, [], [null], ['text'], [{}], { ID: 7 }];

/** The models as they stand in the file for a CDN, where a stand-in takes zod's place. */
async function modelsOfCdn(outDir: string): Promise<typeof models> {
  const rolldownOptions = { input: 'src/models/index.ts', output: { entryFileNames: 'models.mjs' } };
  const built = await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true, rolldownOptions } });
  assert.ok('output' in built);
  const [{ moduleIds }] = built.output;
  assert.deepEqual(
    moduleIds.filter(id => id.includes('node_modules')),
    [],
  );
  return import(pathToFileURL(join(outDir, 'models.mjs')).href);
}

describe('the models in the file for a CDN', () => {
  let folder: string;
  let cdn: typeof models;
  const agrees = (message: unknown) => {
    assert.deepEqual(cdn.checkMessage(message, { sending: true }), models.checkMessage(message, { sending: true }));
    assert.equal(cdn.RedoxMessage.safeParse(message).success, models.RedoxMessage.safeParse(message).success);
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cdn-models-'));
    cdn = await modelsOfCdn(folder);
  });
  after(() => rm(folder, { recursive: true }));

  for (const event of EVENTS) {
    test(`find in every ${event} what zod finds`, () => {
      fc.assert(fc.property(messageOf(event), agrees));
    });

    test(`find in a ${event} with any two fields wrong what zod finds, in the same words`, () => {
      const paths = fc.constantFrom(...factsOf(event).map(({ path }) => firstOf(path)));
      const flaw = fc.tuple(paths, fc.oneof(fc.constantFrom(...WRONG), fc.anything()));
      fc.assert(
        fc.property(fc.constantFrom('file', 'text'), flaw, flaw, (holds, [one, first], [other, second]) => {
          const message = changed(fullMessage(event, holds as 'file'), one, first);
          // The other field may have gone with the first.
          fc.pre(!other.startsWith(one));
          agrees(changed(message, other, second));
        }),
        { numRuns: 500 },
      );
    });
  }

  test('find in anything else what zod finds', () => {
    fc.assert(fc.property(fc.anything(), agrees));
    fc.assert(fc.property(fc.anything(), Meta => agrees({ Meta } as Json)));
  });

  test('compose the same messages', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVENTS), fc.object(), (event, host) => {
        const [model, eventType] = event.split('.') as ['Notes', 'New'];
        const input = {
          model,
          eventType,
          file: { name: 'a.pdf', type: 'application/pdf', size: 3 },
          content: { base64: 'AAAA' },
          documentId: 'id',
          message: { ...fullMessage(event), ...host },
          eventDateTime: '2026-11-24T08:00:00.000Z',
        };
        assert.equal(JSON.stringify(cdn.compose(input)), JSON.stringify(models.compose(input)));
      }),
    );
  });
});
