import type { Resampling } from '../resample.js';
import { picked } from '../scored.js';
import { breakEven, checkPayoff, expectedWorth, worthOfActing, type Payoff } from './payoff.js';
import { decideRows, scoreRows, type DecisionRule, type Limit, type PolicyName } from './rule.js';
import { bestCut, chooseThreshold, meanInterval, type Forecasts } from './threshold.js';

/** A rule, and where its limit ends when rows come one by one. */
export interface ChosenRule {
  readonly rule: DecisionRule;
  /** The score (see `scoreRows`) from which a row that comes alone is acted on; absent where the limit leaves room for all that pays. */
  readonly cut?: number;
  /**
   * Where the forecasts do not part those that there is room for from the rest. `top`: there is room for less than one act, so the cut is at the
   * highest score; `never`: the highest scores tie and do not all fit, so no row that comes alone is acted on.
   */
  readonly strait?: 'top' | 'never';
}

/** What is asked of a rule. */
export interface RuleSettings {
  readonly policy?: PolicyName;
  readonly limit?: Limit;
}

/**
 * A rule of the asked kind from forecasts that the model was not trained on. Where probabilities are honest, `threshold` acts from the break-even on and
 * `expected_value` from an expected worth of 0 on; either gives way to what would have earned most on the forecasts only where that is better beyond doubt.
 */
export function chooseRule(payoff: Payoff, settings: RuleSettings, forecasts: Forecasts, resampling: Resampling): ChosenRule {
  const rule = { ...settings, ...settle(payoff, settings.policy ?? 'threshold', forecasts, resampling) };
  return withCut(rule, payoff, forecasts);
}

/** A rule with the end of its limit, as rows like these have it: of them the scores count, not the outcomes. */
export function withCut(rule: DecisionRule, payoff: Payoff, { probability, weights }: Omit<Forecasts, 'y'>): ChosenRule {
  if (!rule.limit) return { rule };
  const { cut, acts, next } = decideRows(rule, payoff, probability, weights);
  if (cut === -Number.MAX_VALUE) return { rule };
  if (cut < Number.MAX_VALUE || !next) return { rule, cut };
  const scores = scoreRows(rule, payoff, probability);
  const top = scores[next.row];
  if (acts.includes(1) || scores.indexOf(top) !== scores.lastIndexOf(top)) return { rule, cut, strait: 'never' };
  return { rule, cut: Math.min(top, Number.MAX_VALUE), strait: 'top' };
}

function settle(
  payoff: Payoff,
  policy: PolicyName,
  forecasts: Forecasts,
  resampling: Resampling,
): Pick<DecisionRule, 'threshold' | 'floor'> {
  if (policy === 'threshold') return { threshold: chooseThreshold(payoff, forecasts, resampling).threshold };
  checkPayoff(payoff, forecasts.y.length);
  const threshold = breakEven(payoff);
  if (policy === 'top_k') return { threshold };
  const floor = chooseFloor(payoff, forecasts, resampling);
  return { threshold, ...(floor === 0 ? {} : { floor }) };
}

/**
 * The least expected worth to act on: 0 unless another is better beyond doubt. What is best on some rows flatters itself there, so each half of the
 * rows is judged by what was best on the other.
 */
function chooseFloor(payoff: Payoff, { y, probability, weights }: Forecasts, resampling: Resampling): number {
  const [worth, expected] = [worthOfActing(payoff, y), expectedWorth(payoff, probability)];
  const bestOf = (rows: Int32Array): number => bestCut(picked(worth, rows), picked(expected, rows), weights && picked(weights, rows)).cut;
  const [even, odd] = [0, 1].map((half) => Int32Array.from(y.keys()).filter((row) => row % 2 === half));
  const cuts = [bestOf(odd), bestOf(even)];
  const gain = worth.map((value, row) => value * (Number(expected[row] >= cuts[row % 2]) - Number(expected[row] >= 0)));
  if (meanInterval(gain, weights, resampling).low <= 0) return 0;
  const { cut } = bestCut(worth, expected, weights);
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, cut));
}
