import { type GivenOptions, parseSize, type SenderOptions } from '../core/index.js';
import { DATA_MODELS, EVENT_TYPES } from '../models/value-sets.js';
import { limitsIn } from './limits.js';
import type { SenderAttributes } from './sender-attributes.js';

/** As HTML does with its enumerated attributes: a value that is not one of them is the default, and none at all is too. */
const oneOf = <T extends string>(value: string | null | undefined, values: readonly T[]): T | undefined =>
  values.find(known => known.toLowerCase() === value?.toLowerCase());

/** Options from attributes and properties; a value that cannot be read counts as absent. */
export function optionsOf(attributes: SenderAttributes, describe: SenderOptions['describe']) {
  const size = (key: 'embedLimit' | 'requestLimit' | 'chunkSize') => parseSize(attributes[key]) || undefined;
  return {
    ...limitsIn(attributes),
    model: oneOf(attributes.model, DATA_MODELS),
    eventType: oneOf(attributes.eventType, EVENT_TYPES),
    delivery: oneOf(attributes.delivery, ['auto', 'embed', 'upload']),
    output: oneOf(attributes.output, ['payload', 'send']),
    endpoint: attributes.endpoint || undefined,
    embedLimit: size('embedLimit'),
    requestLimit: size('requestLimit'),
    chunkSize: size('chunkSize'),
    partial: attributes.partial,
    manual: attributes.manual,
    // A form takes messages as JSON.
    asBlob: Boolean(attributes.name),
    resume: oneOf(attributes.resumeMode, ['page', 'session']),
    documentTypes: attributes.documentTypes,
    message: attributes.message,
    authorize: attributes.authorize,
    describe,
  } satisfies GivenOptions;
}
