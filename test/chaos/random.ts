/** Chance that can be repeated: the same seed gives the same decisions. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(least: number, most: number): number;
  /** Of every size between the two equally many: small ones are as frequent as large ones. */
  size(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<const T>(choices: readonly [T, ...T[]]): T;
  /** As many as asked for, each made by a call. */
  list<T>(count: number, make: (index: number) => T): T[];
  bytes(size: number): Uint8Array<ArrayBuffer>;
}

/** mulberry32 (Tommy Ettinger, public domain) from a hash of the seed. */
export function createRandom(seed: string): Random {
  let state = 2_166_136_261;
  for (const character of seed) state = Math.imul(state ^ character.charCodeAt(0), 16_777_619);

  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => word() / 2 ** 32;
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    int,
    size: (least, most) => Math.round(Math.exp(Math.log(least) + next() * Math.log(most / least))),
    chance: probability => next() < probability,
    pick: <T>(choices: readonly [T, ...T[]]) => choices[int(0, choices.length - 1)] as T,
    list: (count, make) => Array.from({ length: count }, (_, index) => make(index)),
    bytes(size) {
      const words = new Uint32Array(Math.ceil(size / 4));
      for (let at = 0; at < words.length; at++) words[at] = word();
      return new Uint8Array(words.buffer, 0, size);
    },
  };
}
