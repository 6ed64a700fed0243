import { mwError } from '../../../core/index.js';
import { meanInterval, meanIntervals, userGains, type Interval, type UserValues } from '../../../evaluate/index.js';
import { segmentGains, type SegmentGain, type SegmentLists } from '../../../recommend/index.js';
import { readHoldout } from '../../artifact/index.js';
import type { RunOptions } from '../../run.js';
import { changesBetween, type Change } from '../../use/diff/changes.js';
import { servedBytes } from '../../use/diff/footprint.js';
import type { MetricChange } from '../../use/diff/metric-changes.js';
import { RECOMMEND } from '../content.js';
import { heldOut } from '../held-out.js';
import { pairedGains, type RecommendEvidence } from '../evidence.js';
import { judgedListsIn } from '../judged-lists.js';
import { openInside, type RegisteredRecommender } from '../open.js';
import type { Opened } from '../opened.js';
import { recommendFacts } from './facts.js';
import { listChanges, type ListChanges } from './list-changes.js';

/** What the items that users took next, found among ten, bring by either version. */
export interface FoundMoney {
  readonly currency?: string;
  readonly k: number;
  /** Per user, valued as the second version values items. */
  readonly a: number;
  readonly b: number;
  /** b − a per user, paired, with its 95 % interval. */
  readonly perUser: Interval;
}

/** What a comparison of two versions of recommenders answers. */
export interface RecommenderDiff {
  readonly a: string;
  readonly b: string;
  readonly task: typeof RECOMMEND;
  /** The fitted contents are equal to the bit. */
  readonly same: boolean;
  /**
   * `common`: both judged the same users by the same events; `asked`: the settings of one learned again from the events of the other, when that was trained;
   * `unpaired`: each on its own holdout, so that a difference may be one of the users.
   */
  readonly compared: { readonly how: 'common' | 'asked' | 'unpaired'; readonly users: number };
  readonly metrics: Readonly<Record<string, MetricChange>>;
  /** How much better b is than a for the same users by b's metric; absent where unpaired. */
  readonly gain?: { readonly metric: string; readonly users: number } & Interval;
  /** Parts of the users, and of the items that there were to find, where b lost most first; absent without the lists of both. */
  readonly segments?: readonly SegmentGain[];
  /** Where b declares what an item brings, and the lists of both are known. */
  readonly money?: FoundMoney;
  readonly lists: ListChanges;
  readonly footprint: { readonly a: { readonly bytes: number }; readonly b: { readonly bytes: number } };
  readonly changed: readonly Change[];
}

/** Places of the lists that segments and money are told of. */
const LENGTH = 10;

/** An open version with what it was judged by. */
interface Side extends RecommendEvidence {
  readonly open: RegisteredRecommender;
  readonly opened: Opened;
}

/**
 * Compares two versions of recommenders: how good they are for the same users with paired intervals, in parts of the users and of the items, money where it is declared;
 * whose lists differ and which items gain and lose places; and everything in their definitions, settings, rules and data that is not equal. Makes the lists of up to a
 * thousand users by both. Throws `MW_MODEL_TWO_MODELS` where one of them does no such thing.
 */
export async function diffRecommenders(refA: string, refB: string, run: RunOptions): Promise<RecommenderDiff> {
  const { registry } = run.workspace;
  const tasks = [(await registry.resolve(refA)).task, (await registry.resolve(refB)).task];
  if (tasks.some((task) => task !== RECOMMEND)) throw mwError('MW_MODEL_TWO_MODELS', { a: refA, b: refB });
  const [a, b] = [await sideOf(refA, run), await sideOf(refB, run)];
  return {
    a: a.name,
    b: b.name,
    task: RECOMMEND,
    same: a.open.digest === b.open.digest,
    ...judgedDiff(a, b),
    lists: listChanges(a.open, { open: b.open, people: b.opened.people }, b.content.seed),
    footprint: { a: { bytes: servedBytes(a.open.registered.files) }, b: { bytes: servedBytes(b.open.registered.files) } },
    changed: changesBetween(recommendFacts(a.content, a.record), recommendFacts(b.content, b.record)),
  };
}

async function sideOf(ref: string, run: RunOptions): Promise<Side> {
  const { open, opened } = await openInside(ref, run);
  const { content, record, registered } = open;
  return { name: opened.name, content, record, holdout: await readHoldout(run.workspace.blobs, registered.files), open, opened };
}

type Judged = Pick<RecommenderDiff, 'compared' | 'metrics' | 'gain' | 'segments' | 'money'>;

function judgedDiff(a: Side, b: Side): Judged {
  const { seed } = b.content;
  const gains = pairedGains(b, a);
  if (gains?.length === 0) return { compared: { how: 'common', users: 0 }, metrics: metricChanges(a, b, {}) };
  if (gains) {
    const { metric } = b.record;
    const [own, other] = [listsOf(b), listsOf(a)];
    const users = gains.length;
    const lists = own && other && isSameTruth(a.opened, b.opened, own, other) ? { own, other } : undefined;
    const paired = lists ? userGains(lists.own.values, lists.other.values, { seed }) : { [metric]: meanInterval(gains, { seed }, [-1, 1]) };
    return {
      compared: { how: 'common', users },
      metrics: metricChanges(a, b, paired),
      gain: { metric, users, ...paired[metric] },
      ...(lists ? { segments: segmentsOf(b, lists), ...moneyOf(b, lists) } : {}),
    };
  }
  const asked = askedGain(a, b);
  if (!asked) return { compared: { how: 'unpaired', users: 0 }, metrics: metricChanges(a, b, {}) };
  const { metric, users, value, low, high } = asked;
  const { [metric]: one, ...others } = metricChanges(a, b, {});
  const known = { ...one, ...asked.values, gain: { value, low, high } };
  return { compared: { how: 'asked', users }, metrics: { [metric]: known, ...others }, gain: { metric, users, value, low, high } };
}

/** What was found when one of them was trained while the other was champion. */
function askedGain(a: Side, b: Side) {
  const { incumbent: older } = b.record;
  if (older?.name === a.name) {
    const { metric, metrics, users } = b.record;
    return { metric, users: users.judged, ...older.gain, values: { a: older.other, b: metrics[metric].value } };
  }
  const { incumbent: newer } = a.record;
  if (newer?.name !== b.name || a.record.metric !== b.record.metric) return undefined;
  const { metric, metrics, users } = a.record;
  const { value, low, high } = newer.gain;
  return { metric, users: users.judged, value: -value, low: -high, high: -low, values: { a: metrics[metric].value, b: newer.other } };
}

function listsOf({ holdout, opened }: Side): SegmentLists | undefined {
  const lists = judgedListsIn(holdout);
  const isKnown = (item: number): boolean => item >= 0 && item < opened.interactions.items.length;
  return lists && [...lists.lists, ...lists.taken].every((own) => own.every(isKnown)) ? lists : undefined;
}

/** Whether both were to find the same items, under the same places. */
const isSameTruth = (a: Opened, b: Opened, own: SegmentLists, other: SegmentLists): boolean =>
  areEqual(a.interactions.items, b.interactions.items) && own.taken.every((items, n) => areEqual(items, other.taken[n]));

const areEqual = (one: ArrayLike<unknown>, two: ArrayLike<unknown>): boolean =>
  one.length === two.length && Array.from(one).every((value, i) => value === two[i]);

function metricChanges(a: Side, b: Side, gains: Readonly<Record<string, Interval>>): Readonly<Record<string, MetricChange>> {
  const names = [...new Set([...Object.keys(b.record.metrics), ...Object.keys(a.record.metrics)])];
  return Object.fromEntries(
    names.map((name): readonly [string, MetricChange] => {
      const own = { a: a.record.metrics[name]?.value ?? null, b: b.record.metrics[name]?.value ?? null };
      return [name, gains[name] ? { ...own, gain: gains[name] } : own];
    }),
  );
}

interface Pair {
  readonly own: SegmentLists;
  readonly other: SegmentLists;
}

/** By the metric that chose, where it is of the segments' length, else by the usual one. */
function segmentsOf({ record, content, opened }: Side, { own, other }: Pair): readonly SegmentGain[] {
  const { before } = heldOut(opened.interactions, content.split);
  const userColumns = opened.people?.categoriesOf(before.users) ?? [];
  const metric = record.metric.endsWith(`@${LENGTH}`) ? record.metric : `ndcg@${LENGTH}`;
  const found = segmentGains({ before, lists: own, baseline: other, k: LENGTH, userColumns }, metric, { seed: content.seed });
  return found.toSorted((x, y) => x.gain.value - y.gain.value);
}

function moneyOf({ content, opened }: Side, { own, other }: Pair): Pick<RecommenderDiff, 'money'> {
  const { value } = opened.worth;
  if (!value) return {};
  const [is, was] = [foundValue(own, value), foundValue(other, value)];
  const more = is.map((one, n) => one - was[n]);
  const [perUser, before, after] = meanIntervals([more, was, is], undefined, { seed: content.seed });
  const currency = content.currency === null ? {} : { currency: content.currency };
  return { money: { ...currency, k: LENGTH, a: before.value, b: after.value, perUser } };
}

/** Per user what the items bring that they took next and that stand among the first ten. */
function foundValue({ lists, taken }: SegmentLists, value: Float64Array): UserValues[string] {
  return Float64Array.from(lists, (list, n) => {
    const sought = new Set(taken[n]);
    return list.subarray(0, LENGTH).reduce((sum, item) => sum + (sought.has(item) ? value[item] : 0), 0);
  });
}
