import type { Json } from '../core/index.js';
import type { Options } from './command.js';
import { jsonOption, textOption, wrongValue } from './parse.js';

type Ranges = Readonly<Record<string, Readonly<Record<string, Json>>>>;

const DUE = "ranges such as 'gbdt.leaves=8..64 features.categories=oneHot|targetMean', or a JSON object";
const PART = /^([A-Za-z_]\w*)\.([A-Za-z]\w*)=(.+)$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * A search space from an option's text, or `undefined` when the option is absent: JSON, or names with ranges (`gbdt.leaves=8..64`) or values
 * (`gbdt.maxDepth=2|4|6`), parted by spaces or commas.
 */
export function spaceOption(command: string, options: Options, name: string): Ranges | undefined {
  const text = textOption(options, name)?.trim();
  if (text === undefined) return undefined;
  if (text.startsWith('{')) return jsonOption(options, name, '{"gbdt": {"leaves": {"low": 8, "high": 64}}}') as Ranges;
  const space: Record<string, Record<string, Json>> = {};
  for (const part of text.split(/[\s,]+/)) {
    const [, owner, setting, range] = PART.exec(part) ?? [];
    if (range === undefined) throw wrongValue(command, `--${name}`, DUE, part);
    if (space[owner]?.[setting] !== undefined) throw wrongValue(command, `--${name}`, `one range for ${owner}.${setting}`, part);
    space[owner] = { ...space[owner], [setting]: rangeOf(range) };
  }
  return space;
}

function rangeOf(text: string): Json {
  const ends = text.split('..');
  if (ends.length === 2 && ends.every((end) => NUMBER.test(end))) return { low: Number(ends[0]), high: Number(ends[1]) };
  return text.split('|').map(valueOf);
}

function valueOf(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true';
  return NUMBER.test(text) ? Number(text) : text;
}
