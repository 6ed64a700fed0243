import { mwError } from '../../../core/index.js';
import { holds, type CharacterSet, type Pattern } from './tree.js';

/** A state either waits for a character (`set`, then `next`) or splits without one (`to`). State 0 is the end. */
type State = { readonly set: CharacterSet; readonly next: number } | { readonly to: readonly number[] };

const MAX_STATES = 20_000;

/**
 * Tests whole texts against a pattern with a nondeterministic finite automaton (Thompson, "Regular Expression Search Algorithm", 1968):
 * time grows with the text's length times the pattern's, whatever they are.
 */
export function patternMatcher(pattern: Pattern): (text: string) => boolean {
  const states: State[] = [{ to: [] }];
  const start = build(pattern, 0, states);
  return (text) => {
    let current = reachable(states, [start]);
    for (const character of text) {
      const code = character.codePointAt(0)!;
      const next: number[] = [];
      for (const i of current) {
        const state = states[i];
        if ('set' in state && holds(state.set, code)) next.push(state.next);
      }
      current = reachable(states, next);
      if (current.size === 0) return false;
    }
    return current.has(0);
  };
}

function add(states: State[], state: State): number {
  if (states.length >= MAX_STATES) throw mwError('MW_DATA_PATTERN', { pattern: 'with these counts', reason: 'it grows too large' });
  return states.push(state) - 1;
}

/** Adds states for a pattern that goes on to `next`, and gives the first. Built from the end. */
function build(pattern: Pattern, next: number, states: State[]): number {
  switch (pattern.kind) {
    case 'set':
      return add(states, { set: pattern.set, next });
    case 'sequence':
      return pattern.parts.reduceRight((after, part) => build(part, after, states), next);
    case 'choice':
      return add(states, { to: pattern.parts.map((part) => build(part, next, states)) });
    case 'repeat':
      return repeat(pattern, next, states);
  }
}

function repeat({ part, min, max }: Extract<Pattern, { kind: 'repeat' }>, next: number, states: State[]): number {
  let at = next;
  if (max === Infinity) {
    const loop: number[] = [];
    at = add(states, { to: loop });
    loop.push(build(part, at, states), next);
  } else for (let i = min; i < max; i++) at = add(states, { to: [build(part, at, states), next] });
  for (let i = 0; i < min; i++) at = build(part, at, states);
  return at;
}

function reachable(states: readonly State[], from: readonly number[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [...from];
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const state = states[i];
    if ('to' in state) open.push(...state.to);
  }
  return seen;
}
