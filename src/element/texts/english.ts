import type { Catalogue } from './catalogue.js';
import { en } from './en.js';
import { errorsEn } from './errors-en.js';
import { filesEn } from './files-en.js';

/** All that the element says in English. */
export const english: Catalogue = { ...en, ...filesEn, ...errorsEn };
