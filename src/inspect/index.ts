/** What a file is by its contents; the browser and the proxy judge alike. */
export { type Finding, type Inspection, inspect } from './inspect.js';
