/**
 * The known word that a typo most likely meant, or `undefined` when none is near.
 * Near means at most a third of the word's length in edits (Damerau–Levenshtein, adjacent swaps count one), case ignored.
 *
 * ```ts
 * nearest('trian', ['train', 'predict']) // 'train'
 * ```
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    // At least that many edits; and a word of a megabyte must not cost a minute.
    if (Math.abs(word.length - candidate.length) >= least) continue;
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** ` Did you mean "train"?` with a leading blank, or the empty text. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const hit = nearest(word, known);
  return hit === undefined ? '' : ` Did you mean "${hit}"?`;
}

function distance(a: string, b: string): number {
  let [before, last, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j), [] as number[]];
  for (let i = 1; i <= a.length; i++) {
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
