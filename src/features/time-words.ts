import { DAY_MS } from '../core/index.js';
import { type Node } from '../expr/index.js';

/**
 * How the numbers of a feature read as the points in time that they stand for: days since 1970 as `2025-08-11`, milliseconds as
 * `2025-08-11T09:30:00Z` (UTC). `undefined` for features whose numbers stand for themselves.
 */
export function timeWordsOf(node: Node): ((value: number) => string) | undefined {
  if (node.kind !== 'call') return undefined;
  if (node.op === 'epochDays') return (days) => isoOf(days * DAY_MS).split('T')[0];
  return node.op === 'epochMs' ? (ms) => isoOf(ms).replace(/\.000Z$/, 'Z') : undefined;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
