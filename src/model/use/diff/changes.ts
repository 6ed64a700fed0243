import { canonicalJson, type Json } from '../../../core/index.js';

/** One thing that differs. */
export interface Change {
  /** `features.spend`, `params.trees`, `data` … */
  readonly what: string;
  readonly a: string | null;
  readonly b: string | null;
}

/** Facts of a version by name, as texts. */
export type Facts = ReadonlyMap<string, string>;

/** What two versions do not have in common, in the order of the first. */
export const changesBetween = (one: Facts, two: Facts): readonly Change[] =>
  [...new Set([...one.keys(), ...two.keys()])].flatMap((what) => {
    const [a, b] = [one.get(what) ?? null, two.get(what) ?? null];
    return a === b ? [] : [{ what, a, b }];
  });

/** A fact for each value: `params.trees`. */
export const factsIn = (what: string, values: object): (readonly [string, string])[] =>
  Object.entries(values).map(([name, value]) => [`${what}.${name}`, factText(value)]);

/** A value as a fact says it. */
export const factText = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value as Json));
