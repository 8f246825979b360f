import { readdirSync, readFileSync } from 'node:fs';

/** The parent of every process of this machine (proc(5)). Linux alone. */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = readOrNothing(`/proc/${name}/status`);
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
    if (parent) found.set(Number(name), Number(parent));
  }
  return found;
}

/** A process may end while it is looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Bytes that a process and all under it take up; what several share counts once. */
export function memoryOf(root: number): number {
  const tree = new Set([root]);
  const all = [...parents()];
  for (const above of tree) for (const [pid, parent] of all) if (parent === above) tree.add(pid);
  const kilobytes = [...tree].map(pid =>
    Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
}

/** Looks at it again and again, until it is ended. @returns the most that was seen, in bytes */
export function watchMemory(root: number): () => number {
  let most = 0;
  const look = () => {
    most = Math.max(most, memoryOf(root));
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}
