import { randomFillSync } from 'node:crypto';
import type { Clock } from '../../core/index.js';

/** Fills bytes with chance that nobody can foretell. */
export type RandomFill = (bytes: Uint8Array) => void;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Of each id: 2 bytes seed the counter of a new millisecond, 8 are its random end. */
const CHANCE = 10;
const POOL = 1024 * CHANCE;

/**
 * A source of UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, a 12-bit counter (section 6.2, method 1, seeded below its half in
 * every new millisecond), 62 bits of chance that are new in every id. Ids of one source grow strictly as texts, also while the clock stands or
 * goes back; those of different processes meet with a chance below 2^-60. About 0.3 µs each.
 *
 * ```ts
 * const nextId = uuidv7(() => 0x017f22e279b0, (bytes) => bytes.fill(0)); // usually: uuidv7(systemClock)
 * nextId(); // '017f22e2-79b0-7000-8000-000000000000'
 * ```
 */
export function uuidv7(clock: Clock, random: RandomFill = randomFillSync): () => string {
  const pool = new Uint8Array(POOL);
  let used = POOL;
  let ms = -1;
  let counter = 0;
  return () => {
    if (used === POOL) {
      random(pool);
      used = 0;
    }
    const now = clock();
    if (now > ms) {
      ms = now;
      counter = ((pool[used] << 8) | pool[used + 1]) & 0x7ff;
    } else if (++counter > 0xfff) {
      ms++;
      counter = ((pool[used] << 8) | pool[used + 1]) & 0x7ff;
    }
    const id = textOf(ms, counter, pool, used + 2);
    used += CHANCE;
    return id;
  };
}

function textOf(ms: number, counter: number, pool: Uint8Array, at: number): string {
  const high = Math.floor(ms / 0x10000);
  const time = `${HEX[(high >>> 24) & 255]}${HEX[(high >>> 16) & 255]}${HEX[(high >>> 8) & 255]}${HEX[high & 255]}-${HEX[(ms >>> 8) & 255]}${HEX[ms & 255]}`;
  const head = `${time}-${HEX[0x70 | (counter >>> 8)]}${HEX[counter & 255]}-${HEX[0x80 | (pool[at] & 0x3f)]}${HEX[pool[at + 1]]}`;
  return `${head}-${HEX[pool[at + 2]]}${HEX[pool[at + 3]]}${HEX[pool[at + 4]]}${HEX[pool[at + 5]]}${HEX[pool[at + 6]]}${HEX[pool[at + 7]]}`;
}
