import { canonicalJson, type Json, type TargetlessTask } from '../../core/index.js';
import { compareUplift, meanInterval, unitsOfGroups } from '../../evaluate/index.js';
import type { Agreement } from '../gates/index.js';
import { rankCorrelation } from '../probes/ranks.js';
import { pick } from '../rows.js';
import type { Evidence } from './evidence.js';
import type { Gain } from './paired-gain.js';

/** What a comparison of two versions without a target says: by how much one is better, how far they agree, or why nothing can be said. */
export type FoundGain = { readonly gain: Gain } | { readonly agreement: Agreement } | { readonly why: string };

type Found = Evidence<TargetlessTask>;

/**
 * Compares two versions on rows that `own` did not see when it was judged. Segments: by how much its silhouettes are greater, row by row. Versions of the same
 * data and features are paired by rows that neither saw; else `other`, when it was champion as `own` was trained, has been asked about the rows of `own`.
 * Uplift: by how much it ranks the rows of a trial better. Outliers: how far the two rank the rows alike, for nobody says which rows are odd.
 */
export function foundGain(own: Found, other: Found): FoundGain {
  if (own.content.task !== other.content.task)
    return { why: `${other.name} does ${other.content.task}, ${own.name} does ${own.content.task}` };
  if (own.content.task === 'outlier') return outlierAgreement(own, other);
  if (own.record.metric !== other.record.metric)
    return { why: `${other.name} was chosen by ${other.record.metric}, ${own.name} by ${own.record.metric}` };
  if (own.content.task === 'uplift') return upliftGain(own, other);
  const pairs = own.record.lineage.data === other.record.lineage.data ? commonRows(own, other) : askedRows(own, other);
  if ('why' in pairs) return pairs;
  const common = pairs.filter(([mine, theirs]) => !Number.isNaN(mine - theirs));
  if (common.length === 0) return { why: 'no row was kept from both' };
  const differences = Float64Array.from(common, ([mine, theirs]) => mine - theirs);
  const theirs = common.reduce((sum, [, value]) => sum + value, 0) / common.length;
  return { gain: { ...meanInterval(differences, { seed: own.content.seed }), rows: common.length, other: theirs } };
}

/** Silhouettes of the same rows, by the newcomer and by the other; or why there are none. */
type Pairs = readonly (readonly [mine: number, theirs: number])[] | { readonly why: string };

/** Rows that were in both holdouts; their silhouettes compare where both measured distances in the same features. */
function commonRows(own: Found, other: Found): Pairs {
  const [mine, theirs] = [own.holdout?.each, other.holdout?.each];
  if (!mine || !theirs) return { why: 'no row was kept from both' };
  if (textOf(own.content.features) !== textOf(other.content.features)) return { why: `${other.name} measures distances in other features` };
  const place = new Map([...other.holdout!.row].map((row, at) => [row, at]));
  return [...own.holdout!.row].flatMap((row, at) => {
    const there = place.get(row);
    return there === undefined ? [] : [[mine[at], theirs[there]] as const];
  });
}

/** All of the newcomer's holdout, which the champion was asked about when the newcomer was trained. */
function askedRows(own: Found, other: Found): Pairs {
  const { each, incumbent } = own.holdout ?? {};
  if (own.record.lineage.parent !== other.name || !each || !incumbent)
    return { why: `${other.name} learned from other data, and was not asked about the rows of ${own.name}` };
  if (namesOf(own) !== namesOf(other)) return { why: `${other.name} measures distances in other features` };
  return Array.from(each, (value, i) => [value, incumbent[i]] as const);
}

/** By how much the newcomer ranks the rows of its holdout better: those that the other did not see either, else all, which the champion was asked about. */
function upliftGain(own: Found, other: Found): FoundGain {
  const { scores, y, treated, unit, incumbent, row } = own.holdout ?? {};
  if (!scores || !y || !treated || !row) return { why: 'no row was kept from both' };
  const isSame = own.record.lineage.data === other.record.lineage.data;
  if (!isSame && (own.record.lineage.parent !== other.name || !incumbent))
    return { why: `${other.name} learned from other data, and was not asked about the rows of ${own.name}` };
  const place = new Map([...(other.holdout?.row ?? [])].map((at, i) => [at, i]));
  const against = (i: number): number => (isSame ? (other.holdout?.scores?.[place.get(row[i]) ?? -1] ?? NaN) : incumbent![i]);
  const common = Int32Array.from([...row.keys()].filter((i) => !Number.isNaN(against(i))));
  if (new Set(pick(treated, common)).size < 2) return { why: 'too few rows of either arm were kept from both' };
  const paired = {
    y: pick(y, common),
    treated: pick(treated, common),
    uplift: pick(scores, common),
    other: Float64Array.from(common, against),
    ...(unit ? { units: unitsOfGroups(pick(unit, common)) } : {}),
  };
  const { other: metric, ...gain } = compareUplift({ ...paired, seed: own.content.seed }, own.record.metric as 'qini' | 'auuc');
  return { gain: { ...gain, rows: common.length, other: metric } };
}

function outlierAgreement(own: Found, other: Found): FoundGain {
  const { scores, incumbent } = own.holdout ?? {};
  if (own.record.lineage.parent !== other.name || !scores || !incumbent)
    return {
      why: `${other.name} was not asked about the rows of ${own.name}, and without labels nobody can say which finds the odder rows`,
    };
  const due = Math.max(...[own, other].map(({ record }) => record.metrics['stability']?.low ?? NaN));
  return { agreement: { value: rankCorrelation(scores, incumbent), due, rows: scores.length } };
}

const textOf = (value: unknown): string => canonicalJson(value as Json);
const namesOf = ({ content }: Found): string => textOf(content.features.map(({ name }) => name));
