const [PAGE, CACHE_LINE] = [65_536, 64];

/** Hands out places in a kernel's memory from `start` on, in bytes, each on a cache line of its own. */
export interface Places {
  take(bytes: number): number;
  /** First byte after all that was handed out. */
  end(): number;
}

/** Places from a first byte on. */
export function placesFrom(start: number): Places {
  let end = start;
  return {
    take(bytes) {
      const at = Math.ceil(end / CACHE_LINE) * CACHE_LINE;
      end = at + bytes;
      return at;
    },
    end: () => end,
  };
}

/** Grows a memory to so many bytes; whether it could. */
export function grownTo(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  try {
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return true;
  } catch {
    return false;
  }
}
