/** What a file is by its contents; the browser and the proxy judge alike. */
export { type Finding, type Inspection, inspect, isRefusedByName } from './inspect.js';
