import type { CharacterSet, Pattern } from './tree.js';

/** A pattern as RE2 text, made from the tree so that it means what the matcher means. */
export function re2Text(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'set':
      return setText(pattern.set);
    case 'sequence':
      return pattern.parts.map(re2Text).join('');
    case 'choice':
      return `(?:${pattern.parts.map(re2Text).join('|')})`;
    case 'repeat':
      return `(?:${re2Text(pattern.part)}){${pattern.min},${pattern.max === Infinity ? '' : pattern.max}}`;
  }
}

const code = (point: number): string => `\\x{${point.toString(16)}}`;
const setText = (set: CharacterSet): string =>
  `[${set.not ? '^' : ''}${set.ranges.map(([low, high]) => (low === high ? code(low) : `${code(low)}-${code(high)}`)).join('')}]`;
