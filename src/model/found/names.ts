import type { Trait } from './found.js';

/** Half a standard deviation: less does not tell a segment from the rest. */
const DISTINCT = 0.5;
/** A level or a yes/no stands for a segment when most of its rows have it. */
const MOST = 0.6;
/** Traits that a name has unless it needs more to be told from another. */
const USUAL = 2;

/**
 * Short names of segments from what sets each most apart: `high income, low spending`. No two are the same: a name that two segments share gets
 * their next trait, and when these end a number. The same traits give the same names.
 */
export function namesOf(segments: readonly (readonly Trait[])[]): readonly string[] {
  const traits = segments.map((own) => own.filter(isTelling).map(({ words }) => words));
  const lengths = traits.map(() => USUAL);
  const most = Math.max(0, ...traits.map((own) => own.length));
  for (let length = USUAL; length < most; length++) {
    const names = traits.map((own, k) => nameOf(own, lengths[k]));
    names.forEach((name, k) => {
      if (names.indexOf(name) !== names.lastIndexOf(name)) lengths[k] = length + 1;
    });
  }
  return numbered(traits.map((own, k) => nameOf(own, lengths[k])));
}

function isTelling({ kind, strength, here }: Trait): boolean {
  if (Math.abs(strength) < DISTINCT) return false;
  return kind === 'number' || (strength > 0 ? here >= MOST : here <= 1 - MOST);
}

const nameOf = (traits: readonly string[], length: number): string =>
  traits.length === 0 ? 'average' : traits.slice(0, length).join(', ');

function numbered(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let n = 2; taken.has(own); n++) own = `${name} ${n}`;
    taken.add(own);
    return own;
  });
}
