import type { RedoxProxyOptions } from '../../src/proxy/index.js';

/** A scan that says nothing of any file until it is told to let go; then it takes them all. */
export function heldScan() {
  let begun = () => {};
  let letGo = () => {};
  const scanning = new Promise<void>(resolve => {
    begun = resolve;
  });
  const gate = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const scan: RedoxProxyOptions['scan'] = async () => {
    begun();
    await gate;
    return true;
  };
  return { scan, scanning, letGo };
}
