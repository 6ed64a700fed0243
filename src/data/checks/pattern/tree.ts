/** A set of code points as inclusive ranges; `not` inverts it. */
export interface CharacterSet {
  readonly ranges: readonly (readonly [number, number])[];
  readonly not: boolean;
}

/** A pattern read into a tree. */
export type Pattern =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number };

/** Whether a set holds a code point. */
export const holds = (set: CharacterSet, code: number): boolean =>
  set.ranges.some(([low, high]) => code >= low && code <= high) !== set.not;
