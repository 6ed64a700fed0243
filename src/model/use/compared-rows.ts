import { canonicalJson, type Json } from '../../core/index.js';
import { AMOUNTS } from '../../evaluate/index.js';
import type { Evidence } from './evidence.js';
import { askedRows, commonRows, unseenRows, type PairedRows } from './paired-gain.js';

/** Which rows two versions are compared on, and how they came to be comparable. */
export interface ComparedRows {
  /**
   * `common`: those of both holdouts of the same data. `unseen`: the same of data that have grown, and new ones. `asked`: all of the newer holdout, which the
   * older version scored when the newer was trained; it may have learned from some.
   */
  readonly how: 'common' | 'unseen' | 'asked';
  readonly rows: PairedRows;
}

/**
 * Trained on the same data: the rows that were in both holdouts, so that neither saw them. On data that have grown: those, and the new ones of the
 * newcomer's holdout. On other data: all of its holdout, which the other scored when the newcomer was trained; it must have been champion then.
 */
export function comparedRows(own: Evidence, other: Evidence): ComparedRows | undefined {
  const found = paired(own, other);
  return found && { ...found, rows: withSharedAmounts(own, other, found.rows) };
}

function paired(own: Evidence, other: Evidence): ComparedRows | undefined {
  const { holdout, content } = own;
  if (!holdout || !isComparable(own, other)) return undefined;
  if (own.record.lineage.data === other.record.lineage.data)
    return other.holdout && { how: 'common', rows: commonRows(content, holdout, other.holdout) };
  if (own.record.lineage.parent !== other.name) return undefined;
  const { refit } = other.record.lineage.fits;
  const unseen = other.holdout && unseenRows(content, holdout, other.holdout, refit);
  if (unseen) return { how: 'unseen', rows: unseen };
  const asked = askedRows(content, holdout);
  return asked && { how: 'asked', rows: asked };
}

const isComparable = (a: Evidence, b: Evidence): boolean =>
  a.content.task === b.content.task && a.content.labels.join('\n') === b.content.labels.join('\n');

/** What both versions reckon by the same expression is the same of every row, whoever kept it. */
function withSharedAmounts(own: Evidence, other: Evidence, rows: PairedRows): PairedRows {
  const [one, two] = [own.content.decide, other.content.decide];
  const { ownAmounts = {}, otherAmounts = {} } = rows;
  if (!one || !two) return rows;
  const shared = AMOUNTS.filter((name) => ownAmounts[name] && isEqual(one[name], two[name])).map((name) => [name, ownAmounts[name]]);
  return { ...rows, otherAmounts: { ...Object.fromEntries(shared), ...otherAmounts } };
}

const isEqual = (a: unknown, b: unknown): boolean => b !== undefined && canonicalJson(a as Json) === canonicalJson(b as Json);
