import {
  AMOUNTS,
  compareModels,
  scored,
  unitsOfGroups,
  type Acting,
  type Comparison,
  type Interval,
  type Metric,
  type Scored,
} from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { amountsOfKept, ruleOf, type KeptAmounts } from '../decide/index.js';
import { pairRows } from '../gates/index.js';
import { outputsIn, type Holdout } from '../holdout.js';
import { pick } from '../rows.js';

/** How much better one version is than another by a metric, positive is better. */
export interface Gain extends Interval {
  /** How many rows were paired. */
  readonly rows: number;
  /** The metric of the other version on those rows. */
  readonly other: number;
}

type Settings = Pick<ModelContent, 'task' | 'labels' | 'seed'> & Partial<Pick<ModelContent, 'decide'>>;

/** Rows of a holdout, with what tells them apart from others. */
type Rows = Pick<Holdout, 'y' | 'unit' | 'weight'>;

/** Rows of the newer holdout with the margins that two versions gave them, neither having learned from them but as said. */
export interface PairedRows extends Rows {
  /** Places in the newer holdout. */
  readonly at: Int32Array;
  /** Rows × outputs. */
  readonly own: Float64Array;
  readonly other: Float64Array;
  /** The amounts of these rows as either version reckons them; empty where all rows have the same, or they were not kept. */
  readonly ownAmounts?: KeptAmounts;
  readonly otherAmounts?: KeptAmounts;
}

/**
 * The rows that are in both holdouts, so that neither version saw them. Both must come from the same data: the truth of every common row must agree, else
 * there are none.
 */
export function commonRows(settings: Settings, own: Holdout, other: Holdout): PairedRows {
  const pairs = pairRows(own, other);
  const paired = pairedAt(settings, own, pairs.a, pick(other.margins, entries(pairs.b, outputsIn(settings))));
  return { ...paired, otherAmounts: amountsAt(other, pairs.b) };
}

/** Least rows that both holdouts must share before their data are taken for one and the same, grown. */
const LEAST_COMMON = 30;
/** Least correlation of the champion's margins with themselves: before and after its refit, on the rows that are said to be the same. */
const LEAST_ALIKE = 0.7;

/**
 * Rows that the champion had not learned from, where its data are the beginning of the new ones: those of both holdouts, by the champion's margins of then,
 * and those behind the `learned` rows of its data, by its margins now. A champion looks better than it is on rows that it knows. Undefined where the data
 * are not so: the truth of every common row must agree, and the champion's margins must.
 */
export function unseenRows(settings: Settings, own: Holdout, before: Holdout, learned: number): PairedRows | undefined {
  const outputs = outputsIn(settings);
  const { a, b } = pairRows(own, before);
  if (!own.incumbent || a.length < LEAST_COMMON) return undefined;
  const [then, now] = [pick(before.margins, entries(b, outputs)), pick(own.incumbent, entries(a, outputs))];
  if (!(correlation(then, now) >= LEAST_ALIKE)) return undefined;
  const fresh = Int32Array.from(own.row.keys()).filter((at) => own.row[at] >= learned);
  const other = Float64Array.from([...then, ...pick(own.incumbent, entries(fresh, outputs))]);
  return pairedAt(settings, own, Int32Array.from([...a, ...fresh]), other);
}

/** All rows of the newer holdout, which the champion was asked about when the newer version was trained. Undefined when none was. */
export function askedRows(settings: Settings, own: Holdout): PairedRows | undefined {
  return own.incumbent && pairedAt(settings, own, Int32Array.from(own.row.keys()), own.incumbent);
}

function pairedAt(settings: Settings, own: Holdout, at: Int32Array, other: Float64Array): PairedRows {
  return { at, ...taken(own, at), own: pick(own.margins, entries(at, outputsIn(settings))), other, ownAmounts: amountsAt(own, at) };
}

/** Some of the paired rows, by their places among them. */
export function rowsAt(settings: Settings, rows: PairedRows, places: Int32Array): PairedRows {
  const margins = entries(places, outputsIn(settings));
  const { at, own, other, ownAmounts = {}, otherAmounts = {} } = rows;
  const amounts = { ownAmounts: amountsAt(ownAmounts, places), otherAmounts: amountsAt(otherAmounts, places) };
  return { at: pick(at, places), ...taken(rows, places), own: pick(own, margins), other: pick(other, margins), ...amounts };
}

/** The same rows with the two versions in each other's place; `at` still points into the holdout of before. */
export const turned = ({ own, other, ownAmounts = {}, otherAmounts = {}, ...rows }: PairedRows): PairedRows => ({
  ...rows,
  own: other,
  other: own,
  ownAmounts: otherAmounts,
  otherAmounts: ownAmounts,
});

const taken = ({ y, unit, weight }: Rows, rows: Int32Array): Rows => ({
  y: pick(y, rows),
  ...(unit ? { unit: pick(unit, rows) } : {}),
  ...(weight ? { weight: pick(weight, rows) } : {}),
});

function amountsAt(kept: KeptAmounts, rows: Int32Array): KeptAmounts {
  return Object.fromEntries(
    AMOUNTS.flatMap((name) => {
      const amounts = kept[name];
      return amounts ? [[name, pick(amounts, rows)]] : [];
    }),
  );
}

/** How a version decides, where it declares money. */
type Deciding = Pick<Settings, 'decide'>;

/**
 * What a metric in money goes by: each version decides by its own rule and amounts, and what comes of it is valued at those of the newer one. A version that
 * declares no money is taken to decide as the newer one does. None where the amounts of either were not kept.
 */
function actingsOf(
  { needs }: Metric,
  { decide }: Deciding,
  rival: Deciding,
  { y, ownAmounts = {}, otherAmounts = {} }: PairedRows,
): readonly [own?: Acting, other?: Acting] {
  const own = needs === 'payoff' && decide ? amountsOfKept(decide, ownAmounts, y.length) : undefined;
  if (!own || !decide) return [];
  const { payoff } = own;
  const acting = { payoff, rule: ruleOf(decide) };
  if (!rival.decide) return [acting, acting];
  const other = amountsOfKept(rival.decide, otherAmounts, y.length);
  return other ? [acting, { payoff, rule: ruleOf(rival.decide), by: other.payoff }] : [];
}

/**
 * The metric of both versions on paired rows, and the newer one's gain. `rival` are the settings of the other. Groups are drawn whole and weights count.
 * Undefined when there is no row; `NaN` of a metric in money where it is not known how either decides.
 */
export function comparedOn(metric: Metric, settings: Settings, rival: Deciding, rows: PairedRows): Comparison | undefined {
  const { y, unit, weight } = rows;
  if (y.length === 0) return undefined;
  const [own, other] = actingsOf(metric, settings, rival, rows);
  const sampleOf = (margins: Float64Array, acting?: Acting): Scored =>
    scored(settings.task, outputsIn(settings), y, margins, weight, acting);
  const resampling = { seed: settings.seed, ...(unit ? { units: unitsOfGroups(unit) } : {}) };
  return compareModels(metric, sampleOf(rows.own, own), sampleOf(rows.other, other), resampling);
}

/** How much better the newer version is on paired rows. Undefined when there is no row. */
export function gainOn(metric: Metric, settings: Settings, rival: Deciding, rows: PairedRows): Gain | undefined {
  const found = comparedOn(metric, settings, rival, rows);
  return found && { value: found.value, low: found.low, high: found.high, rows: found.rows, other: found.b };
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [centred(a), centred(b)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.map((v) => v - mean);
}

const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i], 0);

/** Where the margins of some rows stand, one after another. */
const entries = (rows: Int32Array, outputs: number): Int32Array =>
  Int32Array.from({ length: rows.length * outputs }, (_, i) => rows[Math.floor(i / outputs)] * outputs + (i % outputs));
