import { addInput } from '../tools/contestant.js';
import { usable } from '../tools/usable.js';

/** The least that a page can do. */
addInput();
usable();
