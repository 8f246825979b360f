import { showSession } from './session.js';

await showSession();
