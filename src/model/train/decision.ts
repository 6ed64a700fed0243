import { count, mwError } from '../../core/index.js';
import {
  breakEven,
  chooseRule,
  scoresOf,
  takePayoff,
  withCut,
  type Acting,
  type ChosenRule,
  type RuleSettings,
  type Running,
} from '../../evaluate/index.js';
import { amountsIn, countFaults, perMonth, rowsPer, type Declared, type Decision, type RowAmounts } from '../decide/index.js';
import type { Model } from '../define.js';
import type { Choice } from './choose.js';
import type { Prepared } from './prepare.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';

/** The amounts of all rows of a training; undefined where no money is declared. */
export async function amountsOf({ engine, relation }: Prepared, { decide }: Model): Promise<RowAmounts | undefined> {
  return decide && amountsIn(engine, relation, decide);
}

/** Which rows have no amounts, in words. */
export const amountNotes = (amounts: RowAmounts | undefined): readonly string[] =>
  amounts ? countFaults(amounts).map(({ reason, rows }) => `${count(rows, 'row')} whose ${reason}: not acted on, and worth nothing.`) : [];

/**
 * Money: whom to act on, from predictions that no fit saw; without them by the break-even of the amounts.
 * Throws `MW_MODEL_DECIDE_ROWS` for a limit per period where the rows of a period cannot be counted.
 */
export function ruleFor({ prepared, model, plan, amounts }: Training, { outOfFold }: Choice): ChosenRule | undefined {
  if (!model.decide || !amounts) return undefined;
  const settings = settingsOf(model.decide, prepared, model.problem.time);
  if (!outOfFold) return { rule: { ...settings, threshold: breakEven(amounts.payoff) } };
  const { rows, margins } = outOfFold;
  const { target, weights } = prepared;
  const forecasts = {
    y: pick(target.y, rows),
    probability: scoresOf('binary', 1, margins),
    ...(weights ? { weights: pick(weights, rows) } : {}),
  };
  return chooseRule(takePayoff(amounts.payoff, rows), settings, forecasts, { seed: plan.seed });
}

function settingsOf({ policy, limit }: Declared, { times }: Prepared, time: string | undefined): RuleSettings {
  if (!limit) return policy === undefined ? {} : { policy };
  const counted = times ? rowsPer(limit.per, times) : null;
  const of = limit.of ?? (counted && Math.max(1, Math.round(counted)));
  if (of === null) throw mwError('MW_MODEL_DECIDE_ROWS', { per: limit.per, column: time ?? '' });
  const { acts, spend } = limit;
  return {
    ...(policy === undefined ? {} : { policy }),
    limit: { ...(acts === undefined ? {} : { acts }), ...(spend === undefined ? {} : { spend }), of },
  };
}

/** What a metric in money goes by: every candidate decides by the break-even of the amounts. Undefined where no metric asks for it. */
export function actingOf({ model, plan, prepared, amounts }: Training): Acting | undefined {
  if (plan.metric.needs !== 'payoff' || !model.decide || !amounts) return undefined;
  const settings = settingsOf(model.decide, prepared, model.problem.time);
  return { payoff: amounts.payoff, rule: { ...settings, threshold: breakEven(amounts.payoff) } };
}

/**
 * What the content keeps of it. A rule that was made without predictions of its own finds the end of its limit in those of the holdout: of them the scores
 * count, not the outcomes.
 */
export function decisionOf(
  { model, amounts, prepared }: Training,
  choice: Choice,
  found: ChosenRule | undefined,
  holdout: { readonly rows: Int32Array; readonly margins: Float64Array },
): Decision | null {
  const { decide } = model;
  if (!decide || !amounts || !found) return null;
  const { running: _, limit, ...told } = decide;
  const { rule } = found;
  const cutOnHoldout = (): number | undefined => {
    const { rows, margins } = holdout;
    const weights = prepared.weights && pick(prepared.weights, rows);
    const forecasts = { probability: scoresOf('binary', 1, margins), ...(weights ? { weights } : {}) };
    return withCut(rule, takePayoff(amounts.payoff, rows), forecasts).cut;
  };
  const cut = choice.outOfFold ? found.cut : cutOnHoldout();
  return {
    ...told,
    threshold: rule.threshold,
    ...(rule.floor === undefined ? {} : { floor: rule.floor }),
    ...(limit && rule.limit ? { limit: { ...limit, of: rule.limit.of } } : {}),
    ...(cut === undefined ? {} : { cut }),
  };
}

/** What running costs, with the rows a month where they are declared, follow from the limit, or can be counted. */
export function runningOf({ prepared, model }: Training, found: ChosenRule | undefined): Running {
  const { running = {}, limit } = model.decide ?? {};
  const { times } = prepared;
  const declared = limit && found?.rule.limit ? perMonth(found.rule.limit.of, limit.per) : undefined;
  const rowsPerMonth = running.rowsPerMonth ?? declared ?? (times ? (rowsPer('month', times) ?? undefined) : undefined);
  return { ...running, ...(rowsPerMonth === undefined ? {} : { rowsPerMonth }) };
}
