import { mwError } from '../../core/index.js';
import type { SplitRows, SplitRule } from './split.js';

/** Whether the rule splits these rows by time. Throws `MW_EVALUATE_SPLIT_TIME` on a random split that would train on the future. */
export function splitsByTime(of: SplitRows, { kind = 'auto', force = false }: SplitRule): boolean {
  if ((kind === 'time' || kind === 'purged') && !of.time)
    throw mwError('MW_EVALUATE_SPLIT_RULE', { name: 'kind', got: `"${kind}"`, due: '"random" for rows without a time' });
  if (kind === 'random' && of.time && !force)
    throw mwError('MW_EVALUATE_SPLIT_TIME', of.timeName === undefined ? {} : { column: of.timeName });
  return of.time !== undefined && kind !== 'random';
}

/** Throws `MW_EVALUATE_SPLIT_ROWS` when there are fewer rows (or groups) than the split needs. */
export function needAtLeast(what: string, due: number, of: string, got: number): void {
  if (got < due) throw mwError('MW_EVALUATE_SPLIT_ROWS', { what, got, due, of });
}

/**
 * Throws `MW_EVALUATE_SPLIT_CLASSES` unless two classes have at least `due` rows each: below that no split can both learn
 * and test what tells them apart. Other classes may be rarer.
 */
export function needTwoClasses(what: string, due: number, classes: ArrayLike<number>): void {
  const counts = countsOf(classes);
  if (counts.filter((c) => c >= due).length >= 2) return;
  const most = counts.filter((c) => c > 0).toSorted((a, b) => b - a);
  const text = `${most.slice(0, 5).join(', ')}${most.length > 5 ? ', …' : ''} rows`;
  throw mwError('MW_EVALUATE_SPLIT_CLASSES', { what, due, counts: most.length === 0 ? 'no rows' : text });
}

/** How many rows each code (0 …) has. */
export function countsOf(codes: ArrayLike<number>): number[] {
  const counts: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    while (counts.length <= codes[i]) counts.push(0);
    counts[codes[i]]++;
  }
  return counts;
}

/** Throws `MW_EVALUATE_SPLIT_RULE` unless the rule's spans of time are 0 or more. */
export function checkSpans(rule: SplitRule): void {
  for (const name of ['gapMs', 'outcomeMs', 'embargoMs'] as const)
    if (!((rule[name] ?? 0) >= 0))
      throw mwError('MW_EVALUATE_SPLIT_RULE', { name, got: String(rule[name]), due: 'milliseconds, 0 or more' });
}
