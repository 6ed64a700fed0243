import { effectiveRows, LEVEL, type Interval } from '../interval.js';
import { checkLogged, refuse, type Examination, type LoggedRows } from './rows.js';
import { skewedInterval } from './skewed-mean.js';
import { importanceWeights, type ImportanceWeights } from './weights.js';

/** Ways to estimate what a policy would have earned. */
export type OffPolicyMethod = 'ips' | 'snips' | 'dr';

/**
 * `support`: the new policy acts where the log has nothing, for its weights do not add up. `few_rewards`: fewer than {@link LEAST_REWARDS} rows that brought something carry the estimates, and intervals
 * promise too much.
 */
export type OffPolicyFault = 'support' | 'few_rewards';

/** Fewest effective rewards from which intervals hold as often as they say. */
export const LEAST_REWARDS = 20;

/** How sure it must be that weights do not add up. */
const SURE = 0.999;
const ROUNDING = 1e-9;

/** What a new policy would have earned where another one acted. Plain JSON; per row, or per slate where there are slates. */
export interface OffPolicyEvaluation {
  readonly rows: number;
  /** As many as rows where there are none. */
  readonly slates: number;
  /** What the logging policy earned. */
  readonly logged: Interval;
  /** What the new policy would have earned, and how much more that is than was earned. `dr` where rewards are modelled. */
  readonly estimates: Readonly<Partial<Record<OffPolicyMethod, { readonly value: Interval; readonly gain: Interval }>>>;
  /** The estimate to go by: `dr` where there is one, else `snips`. */
  readonly best: OffPolicyMethod;
  readonly weights: {
    /** 1 up to chance, unless the log lacks what the new policy does, or weights were clipped. */
    readonly mean: Interval;
    readonly largest: number;
    /** Rows of the new policy's own that would be as informative. */
    readonly effectiveRows: number;
    /** The same of rows that brought something, by how much they count: estimates rest on so many. */
    readonly effectiveRewards: number;
    readonly clipped?: NonNullable<ImportanceWeights['clipped']>;
  };
  /** Empty when the estimates can be trusted. */
  readonly faults: readonly OffPolicyFault[];
}

/** How a policy is evaluated. */
export interface OffPolicyOptions {
  /** Of the intervals; absent: 0.95. */
  readonly level?: number;
  /** The most that a weight may be. Absent: weights are as they are, and estimates unbiased. Clipping makes them steadier and wrong by what it cuts. */
  readonly clip?: number;
  /** Where rows have positions in slates; absent: `independent`. */
  readonly examination?: Examination;
}

/**
 * What another policy would have earned, from a log of one that acted at random with known chances: inverse propensity scores (`ips`; Horvitz & Thompson, 1952), self-normalised
 * (`snips`; Swaminathan & Joachims, NIPS 2015) and doubly robust (`dr`; Dudík, Langford & Li, ICML 2011). With positions the estimates of the places of a list are added up, by the independent model (Li et al.,
 * KDD 2018) or the cascade (reward interaction; McInerney et al., KDD 2020). Intervals are over slates, with the skewness of their terms taken out. O(rows).
 *
 * Raises `MW_EVALUATE_OFF_POLICY` for a propensity of 0 and other rows that cannot be.
 *
 * ```ts
 * const log = { propensity: [0.5, 0.5, 0.5, 0.5], chance: [1, 0, 1, 0], reward: [1, 0, 0, 1] };
 * evaluatePolicy(log).estimates.ips?.value.value // 0.5
 * ```
 */
export function evaluatePolicy(
  rows: LoggedRows,
  { level = LEVEL, clip, examination = 'independent' }: OffPolicyOptions = {},
): OffPolicyEvaluation {
  checkLogged(rows);
  if (clip !== undefined && !(clip > 0)) throw refuse('clip', String(clip), 'above 0');
  if (!(level > 0 && level < 1)) throw refuse('level', String(level), 'between 0 and 1');
  const { weights, clipped } = importanceWeights(rows, examination, clip);
  const units = unitsOf(rows);
  const { reward, modelled } = rows;
  const ones = rows.acts ? Float64Array.from(rows.acts) : new Float64Array(reward.length).fill(1);
  const logged = ratioTerms(units, Float64Array.from(reward), undefined);
  const products = weights.map((w, row) => w * reward[row]);
  const terms: Partial<Record<OffPolicyMethod, RatioTerms>> = {
    ips: ratioTerms(units, products, undefined),
    snips: ratioTerms(units, products, weights, ones),
    ...(modelled
      ? {
          dr: ratioTerms(
            units,
            weights.map((w, row) => modelled.wanted[row] + w * (reward[row] - modelled.taken[row])),
            undefined,
          ),
        }
      : {}),
  };
  const estimates = Object.fromEntries(
    Object.entries(terms).map(([name, own]) => {
      const gain = own.terms.map((term, u) => term - logged.terms[u]);
      return [name, { value: skewedInterval(own.value, own.terms, level), gain: skewedInterval(own.value - logged.value, gain, level) }];
    }),
  );
  const weight = ratioTerms({ ...units, position: undefined, positions: 1 }, weights, ones);
  const mean = skewedInterval(weight.value, weight.terms, level);
  const best = modelled ? 'dr' : 'snips';
  const isLacking = clip === undefined && skewedInterval(weight.value, weight.terms, SURE).high < 1 - ROUNDING;
  const effectiveRewards = effectiveRows(products);
  return {
    rows: reward.length,
    slates: units.slates,
    logged: skewedInterval(logged.value, logged.terms, level),
    estimates,
    best,
    weights: {
      mean,
      largest: weights.reduce((most, w) => Math.max(most, w), 0),
      effectiveRows: effectiveRows(weights),
      effectiveRewards,
      ...(clipped ? { clipped } : {}),
    },
    faults: [...(isLacking ? (['support'] as const) : []), ...(effectiveRewards < LEAST_REWARDS ? (['few_rewards'] as const) : [])],
  };
}

interface Units {
  readonly slates: number;
  readonly positions: number;
  /** Per row. */
  readonly slate: Int32Array;
  readonly position: ArrayLike<number> | undefined;
}

function unitsOf({ reward, slate, position }: LoggedRows): Units {
  const numbers = new Map<number, number>();
  const own = Int32Array.from({ length: reward.length }, (_, row) => {
    if (!slate) return row;
    const known = numbers.get(slate[row]) ?? numbers.size;
    numbers.set(slate[row], known);
    return known;
  });
  const positions = position ? Array.from(position).reduce((most, p) => Math.max(most, p + 1), 1) : 1;
  return { slates: slate ? numbers.size : reward.length, positions, slate: own, position };
}

/** An estimate, and what each slate adds to its error: the mean of the terms is 0. */
interface RatioTerms {
  readonly value: number;
  readonly terms: Float64Array;
}

/** Σ above / Σ below, added up over positions; without `below` per slate, and with `due`, what `below` is on average, too. The terms are the delta method's. */
function ratioTerms(
  { slates, positions, slate, position }: Units,
  above: Float64Array,
  below: Float64Array | undefined,
  due?: Float64Array,
): RatioTerms {
  const [sums, bases] = [new Float64Array(positions), new Float64Array(positions).fill(below ? 0 : slates)];
  const times = new Float64Array(positions).fill(due ? 0 : 1);
  for (let row = 0; row < above.length; row++) {
    const p = position ? position[row] : 0;
    sums[p] += above[row];
    if (below) bases[p] += below[row];
    if (due) times[p] += due[row] / slates;
  }
  const ratios = sums.map((sum, p) => (bases[p] === 0 ? 0 : (times[p] * sum) / bases[p]));
  const value = ratios.reduce((sum, one) => sum + one, 0);
  const terms = new Float64Array(slates).fill(below ? 0 : -value);
  for (let row = 0; row < above.length; row++) {
    const p = position ? position[row] : 0;
    if (bases[p] > 0) terms[slate[row]] += ((times[p] * above[row] - (below ? ratios[p] * below[row] : 0)) * slates) / bases[p];
  }
  return { value, terms };
}
