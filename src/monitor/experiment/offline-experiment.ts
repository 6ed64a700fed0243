import { mwError } from '../../core/index.js';
import { evaluatePolicy, meanRewards, type Examination, type OffPolicyEvaluation } from '../../evaluate/index.js';
import { openRecommender, type RegisteredRecommender, type RunOptions } from '../../model/index.js';
import type { EventRow } from '../../store/index.js';
import { attributedSlates, type AttributedSlate } from '../behaviour/since.js';
import { placesOf, type LoggedPlace, type RewardOf } from './logged-places.js';
import { revenueOf } from './revenue.js';

/** How lists of the log are read. Everything has a default. */
export interface OfflineOptions {
  /** Lists from then on, and before then, milliseconds since 1970. */
  readonly from?: number;
  readonly to?: number;
  /** What a list is to bring: `revenue` (price times quantity, less what came back), or how many of its items were taken by events of these types. Default: the types after which the version recommends an item no more; any event where there are none. */
  readonly reward?: 'revenue' | readonly string[];
  /** Default `independent`: what an item brings does not depend on its place, nor on those above. */
  readonly examination?: Examination;
  /** The most that a place may weigh (default: as it comes out). */
  readonly clip?: number;
  readonly level?: number;
  readonly seed?: number;
}

/** Why a list says nothing of another version. */
export interface ListsLeftOut {
  /** Nothing was left to chance: what another list had brought nobody can know. */
  readonly certain: number;
  /** Nobody was named, so that what the version would have known is not known. */
  readonly nobody: number;
  /** Answered before the newest event that the version learned from: it may have seen what came of the list. */
  readonly seen: number;
}

/** What a version would have brought on lists that another one answered. */
export interface OfflineExperiment {
  readonly model: string;
  readonly version: number;
  readonly reward: 'revenue' | readonly string[];
  /** Of the first and the last list that counts, ISO 8601. */
  readonly period: { readonly from: string; readonly to: string };
  readonly lists: number;
  readonly leftOut: ListsLeftOut;
  readonly evaluation: OffPolicyEvaluation;
}

/**
 * Estimates from the log what a version would have brought had it answered: from lists that were served with some places left to chance (`lists: { explore }`), by how probable each is
 * for either version (`evaluatePolicy`: inverse propensity, self-normalised and doubly robust, with a reward model of each item's mean in other lists). What the version would have known of a user is what they had
 * done before the list. Lists that it could have learned from do not count: train it with `until`, or wait. Items are those that are
 * reported now, stock and prices included, not those of the time. An estimate is no experiment: it says nothing of items that chance never showed, and says so.
 *
 * Reads every list of the window, and of each user what they did; holds what the version could put at each place in memory, 1.6 kB a place where it explores. Throws `MW_MONITOR_OFFLINE` where no list says anything.
 */
export async function offlineExperiment(ref: string, run: RunOptions, options: OfflineOptions = {}): Promise<OfflineExperiment> {
  const open = await openRecommender(ref, run);
  const rewards = rewardsOf(open, options.reward);
  const { places, counted, leftOut } = await readPlaces(open, run, options, rewards.of);
  if (counted.length < 2) throw mwError('MW_MONITOR_OFFLINE', { model: `${open.model}@${open.version}`, ...leftOut });
  return {
    model: open.model,
    version: open.version,
    reward: rewards.named,
    period: { from: new Date(counted[0]).toISOString(), to: new Date(counted.at(-1)!).toISOString() },
    lists: counted.length,
    leftOut,
    evaluation: evaluated(places, options),
  };
}

async function readPlaces(
  open: RegisteredRecommender,
  run: RunOptions,
  { from, to, examination = 'independent' }: OfflineOptions,
  rewardOf: RewardOf,
) {
  const { store } = run.workspace;
  const learnedUntil = Date.parse(open.record.period.to);
  const places: LoggedPlace[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (item: string): number => {
    const known = numbers.get(item) ?? numbers.size;
    numbers.set(item, known);
    return known;
  };
  const counted: number[] = [];
  const leftOut = { certain: 0, nobody: 0, seen: 0 };
  const window = { model: open.model, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  for await (const page of attributedSlates(store, window)) {
    for (const slate of page) {
      run.signal.throwIfAborted();
      if (slate.route === 'shadow') continue;
      const why = whyNot(slate, learnedUntil);
      if (why) leftOut[why]++;
      else {
        places.push(
          ...(await placesOf(store, open, slate as AttributedSlate & { user: string }, counted.length, {
            rewardOf,
            examination,
            numberOf,
          })),
        );
        counted.push(slate.at);
      }
    }
    run.progress(`${counted.length.toLocaleString('en')} lists read`);
  }
  return { places, counted, leftOut };
}

function whyNot({ user, at, items }: AttributedSlate, learnedUntil: number): keyof ListsLeftOut | undefined {
  if (items.every(({ propensity = 1 }) => propensity === 1)) return 'certain';
  if (user === null) return 'nobody';
  return at <= learnedUntil ? 'seen' : undefined;
}

function rewardsOf({ content }: RegisteredRecommender, wished: OfflineOptions['reward']) {
  const named = wished ?? (content.types.length > 0 ? content.taken : []);
  const isTaken = ({ type }: EventRow): boolean => named.length === 0 || (type !== null && named.includes(type));
  return { named, of: named === 'revenue' ? revenueOfAll : (events: readonly EventRow[]) => Number(events.some(isTaken)) };
}

const revenueOfAll = (events: readonly EventRow[]): number => events.reduce((sum, event) => sum + revenueOf(event), 0);

function evaluated(
  places: readonly LoggedPlace[],
  { examination = 'independent', clip, level, seed = 7 }: OfflineOptions,
): OffPolicyEvaluation {
  const { action, actionOf } = actionsOf(places);
  const reward = places.map((place) => place.reward);
  const slate = places.map((place) => place.slate);
  const chance = places.map((place) => place.chance);
  const acts = places.map(({ wanted: { chances } }) => chances.reduce((sum, one) => sum + one, 0));
  const wanted = (row: number) => {
    const { items, chances } = places[row].wanted;
    return { actions: items.map(actionOf), chances };
  };
  const modelled = meanRewards({ action, reward, slate }, wanted, { seed });
  const propensity = places.map((place) => place.propensity);
  const position = places.map((place) => place.position);
  return evaluatePolicy(
    { propensity, chance, acts, reward, slate, modelled, ...(examination === 'cascade' ? { position } : {}) },
    {
      examination,
      ...(clip === undefined ? {} : { clip }),
      ...(level === undefined ? {} : { level }),
    },
  );
}

/** Items that were served, by number in the order in which they first were; one past the last for those that never were. */
function actionsOf(places: readonly LoggedPlace[]) {
  const numbers = new Map<number, number>();
  for (const { item } of places) if (!numbers.has(item)) numbers.set(item, numbers.size);
  const actionOf = (item: number): number => numbers.get(item) ?? numbers.size;
  return { action: places.map(({ item }) => actionOf(item)), actionOf };
}
