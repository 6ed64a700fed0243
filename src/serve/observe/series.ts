/** Counts under names made of a few words; beyond `most` names the rest is counted under one. */
export interface Series<L extends string> {
  add(labels: Readonly<Record<L, string | number>>, by?: number): void;
  entries(): readonly { readonly labels: Readonly<Record<L, string | number>>; readonly value: number }[];
}

interface Counter<L extends string> {
  readonly labels: Readonly<Record<L, string | number>>;
  value: number;
}

/** A word of a name, and the words or the counter that come after it. */
type Words<L extends string> = Map<string | number, Words<L> | Counter<L>>;

/** A counter whose number of series is bounded: what comes too late is counted under `other` in every label. 50 ns. */
export function boundedSeries<L extends string>(labels: readonly L[], most = 200): Series<L> {
  const counters: Counter<L>[] = [];
  const first: Words<L> = new Map();
  const rest: Counter<L> = { labels: Object.fromEntries(labels.map((name) => [name, 'other'])) as Record<L, string>, value: 0 };
  const make = (of: Counter<L>['labels']): Counter<L> => {
    if (counters.length >= most) return rest;
    const made = { labels: { ...of }, value: 0 };
    counters.push(made);
    let words = first;
    for (const name of labels.slice(0, -1)) {
      const next = (words.get(of[name]) as Words<L> | undefined) ?? new Map();
      words.set(of[name], next);
      words = next;
    }
    words.set(of[labels.at(-1)!], made);
    return made;
  };
  return {
    add: (of, by = 1) => {
      let at: Words<L> | Counter<L> | undefined = first;
      for (let i = 0; i < labels.length && at !== undefined; i++) at = (at as Words<L>).get(of[labels[i]]);
      ((at as Counter<L> | undefined) ?? make(of)).value += by;
    },
    entries: () => [...counters, ...(rest.value > 0 ? [rest] : [])],
  };
}
