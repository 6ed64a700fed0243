/** Counts under names made of a few words; beyond `most` names the rest is counted under one. */
export interface Series<L extends string> {
  add(labels: Readonly<Record<L, string | number>>, by?: number): void;
  entries(): readonly { readonly labels: Readonly<Record<L, string | number>>; readonly value: number }[];
}

/** A counter whose number of series is bounded: what comes too late is counted under `other` in every label. */
export function boundedSeries<L extends string>(labels: readonly L[], most = 200): Series<L> {
  const counts = new Map<string, { readonly labels: Readonly<Record<L, string | number>>; value: number }>();
  const other = Object.fromEntries(labels.map((name) => [name, 'other'])) as Record<L, string>;
  const at = (of: Readonly<Record<L, string | number>>) => {
    let key = '';
    for (const name of labels) key += `${of[name]}\n`;
    const there = counts.get(key);
    if (there || counts.size >= most) return there;
    const made = { labels: { ...of }, value: 0 };
    counts.set(key, made);
    return made;
  };
  const rest = { labels: other, value: 0 };
  return {
    add: (of, by = 1) => {
      (at(of) ?? rest).value += by;
    },
    entries: () => [...counts.values(), ...(rest.value > 0 ? [rest] : [])],
  };
}
