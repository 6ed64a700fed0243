import { cursorOf, peek, take, wrong, type Cursor } from './cursor.js';
import { ANY, bracketSet, escapedSet, only } from './sets.js';
import type { Pattern } from './tree.js';

const MAX_COUNT = 200;
const MAX_DEPTH = 50;

/**
 * Reads a pattern. The language is the part of regular expressions on which RE2 and our matcher agree and which a finite automaton can do:
 * no references, no looking around, no anchors (a pattern matches the whole text), no flags. Throws `MW_DATA_PATTERN`.
 */
export function parsePattern(source: string): Pattern {
  const c = cursorOf(source);
  const pattern = choice(c, 0);
  if (c.at < c.characters.length) throw wrong(c, 'it has a lone )');
  return pattern;
}

function choice(c: Cursor, depth: number): Pattern {
  if (depth > MAX_DEPTH) throw wrong(c, 'its groups are nested too deeply');
  const parts = [sequence(c, depth)];
  while (peek(c) === '|') {
    c.at++;
    parts.push(sequence(c, depth));
  }
  return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
}

function sequence(c: Cursor, depth: number): Pattern {
  const parts: Pattern[] = [];
  while (!['', '|', ')'].includes(peek(c))) {
    const part = atom(c, depth);
    const count = counted(c);
    if (count && /[*+?{]/.test(peek(c))) throw wrong(c, 'two counts stand behind each other');
    parts.push(count ? { kind: 'repeat', part, min: count[0], max: count[1] } : part);
  }
  return { kind: 'sequence', parts };
}

function atom(c: Cursor, depth: number): Pattern {
  const letter = take(c);
  if (letter === '.') return { kind: 'set', set: ANY };
  if (letter === '[') return { kind: 'set', set: bracketSet(c) };
  if (letter === '\\') return { kind: 'set', set: escapedSet(c) };
  if ('*+?{'.includes(letter)) throw wrong(c, `nothing stands before ${letter}`);
  if ('^$'.includes(letter)) throw wrong(c, `it has ${letter}, but it matches the whole text anyway; write \\${letter} for the character`);
  if (']}'.includes(letter)) throw wrong(c, `it has a lone ${letter}; write \\${letter}`);
  return letter === '(' ? group(c, depth) : { kind: 'set', set: only(letter) };
}

function group(c: Cursor, depth: number): Pattern {
  if (peek(c) === '?') {
    if (peek(c, 1) !== ':') throw wrong(c, 'it looks around, or names a group');
    c.at += 2;
  }
  const inner = choice(c, depth + 1);
  if (take(c) !== ')') throw wrong(c, 'a ( is never closed');
  return inner;
}

function counted(c: Cursor): readonly [number, number] | undefined {
  const letter = peek(c);
  if (letter === '{') return braces(c);
  if (!['*', '+', '?'].includes(letter)) return undefined;
  c.at++;
  return letter === '*' ? [0, Infinity] : letter === '+' ? [1, Infinity] : [0, 1];
}

function braces(c: Cursor): readonly [number, number] {
  const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(c.characters.slice(c.at, c.at + 12).join(''));
  if (!found) throw wrong(c, 'it has a { that is no count; write \\{');
  c.at += found[0].length;
  const min = Number(found[1]);
  const max = found[2] === undefined ? min : found[3] === '' ? Infinity : Number(found[3]);
  if (min > max || min > MAX_COUNT || (max !== Infinity && max > MAX_COUNT))
    throw wrong(c, `a count must run upwards and be at most ${MAX_COUNT}`);
  return [min, max];
}
