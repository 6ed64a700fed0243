/** `the columns "a", "b" and 3 more are not in the schema and were ignored`. */
export function extraNote(extra: readonly string[]): readonly string[] {
  if (extra.length === 0) return [];
  const shown = extra
    .slice(0, 5)
    .map((name) => JSON.stringify(name))
    .join(', ');
  const more = extra.length > 5 ? ` and ${extra.length - 5} more` : '';
  return [
    `${extra.length === 1 ? 'the column' : 'the columns'} ${shown}${more} ${extra.length === 1 ? 'is' : 'are'} not in the schema and ${extra.length === 1 ? 'was' : 'were'} ignored`,
  ];
}

const WORDS = {
  empty: (n: number, column: string) =>
    `${n} ${n === 1 ? 'cell' : 'cells'} of "${column}" ${n === 1 ? 'is' : 'are'} empty, although the schema does not allow it`,
  whole: (n: number, column: string) =>
    `${n} ${n === 1 ? 'number' : 'numbers'} of "${column}" ${n === 1 ? 'is' : 'are'} not whole, although the schema says int`,
} as const;

/** One note per column, with the count. */
export const countNote = (counts: ReadonlyMap<string, number>, kind: keyof typeof WORDS): readonly string[] =>
  [...counts].map(([column, n]) => WORDS[kind](n, column));
