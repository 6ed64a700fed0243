import { idText, type Id } from './columns.js';

/** Ids met so far. */
export interface KnownIds {
  /** Takes an id, and says whether it was there already. */
  isKnown(id: string): boolean;
}

/**
 * A set of texts for as many as memory holds (JavaScript's own ends at 16 million): open addressing over 32-bit hashes (FNV-1a), where equal hashes are
 * told apart by the texts themselves.
 */
export function knownIds(most: number): KnownIds {
  let slots = 16;
  while (slots < 2 * most) slots *= 2;
  const [place, hashes] = [new Int32Array(slots).fill(-1), new Uint32Array(slots)];
  const texts: string[] = [];
  return {
    isKnown: (id) => {
      const hash = hashOf(id);
      for (let slot = hash & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
        if (place[slot] < 0) {
          hashes[slot] = hash;
          place[slot] = texts.push(id) - 1;
          return false;
        }
        if (hashes[slot] === hash && texts[place[slot]] === id) return true;
      }
    },
  };
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Calls `again` for every row, of those that `isKept` keeps, whose id an earlier one of them has, or is among those from before. Rows without an id are not looked at. */
export function repeatedIds(
  ids: ArrayLike<Id>,
  before: readonly (string | null)[],
  isKept: (row: number) => boolean,
  again: (row: number) => void,
): void {
  const known = knownIds(ids.length + before.length);
  for (const id of before) if (id !== null) known.isKnown(id);
  for (let row = 0; row < ids.length; row++) {
    const id = isKept(row) ? idText(ids[row]) : null;
    if (id !== null && known.isKnown(id)) again(row);
  }
}
