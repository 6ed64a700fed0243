import { count, mwError, type AnyTask } from '../../core/index.js';
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
import { amountsIn, countFaults, perMonth, reasonIn, rowsPer, type Declared, type Decision, type RowAmounts } from '../decide/index.js';
import type { Model } from '../define.js';
import type { Choice } from './choose.js';
import type { Prepared, PreparedRows } from './prepare.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';

/** The amounts of all rows of a training; undefined where no money is declared. */
export async function amountsOf({ engine, relation }: Prepared, { decide }: Model): Promise<RowAmounts | undefined> {
  return decide && amountsIn(engine, relation, decide);
}

/** Which rows have no amounts, in words; that most have none comes first. */
export function amountNotes(amounts: RowAmounts | undefined, task: AnyTask): readonly string[] {
  const found = amounts ? countFaults(amounts) : [];
  const notes = found.map(({ reason, rows }) => `${count(rows, 'row')} whose ${reasonIn(task, reason)}: not acted on, and worth nothing.`);
  const [faults, all] = [found.reduce((sum, { rows }) => sum + rows, 0), amounts?.faults?.length ?? 0];
  if (2 * faults <= all) return notes;
  const which = faults === all ? `All ${count(all, 'row')}` : `${count(faults, 'row')} of ${all.toLocaleString('en')}`;
  const rest = faults === all ? 'nobody is acted on' : 'what a model is worth in money rests on the others';
  return [`${which} have no amounts, so ${rest}: check the amounts of decide.`, ...notes];
}

/** Where the end of a limit cannot be told for rows that come alone, in words. */
export function limitNotes({ strait, rule }: ChosenRule, rows: number): readonly string[] {
  if (strait === undefined || !rule.limit) return [];
  const chosen = `the ${count(rows, 'row')} that the rule was chosen on`;
  const together = 'Decide about the rows of a period together, in one file, or let the limit be of a longer period.';
  return strait === 'top'
    ? [
        `The limit leaves room for less than one act on ${chosen}: too few to judge what it is worth. A row that comes alone is acted on when it scores as high as the highest of them, which may be more often than the limit allows. ${together}`,
      ]
    : [
        `The highest scores of ${chosen} tie, and the limit has no room for all of them: a row that comes alone is never acted on. ${together}`,
      ];
}

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

/** The same of rows that are decided about by what they are expected to gain, such as an uplift: all amounts, and the scores of some rows. */
export function settledOnRows<T extends AnyTask>(
  { model, ...training }: Training<T>,
  all: RowAmounts,
  rows: Int32Array,
  scores: Float64Array,
): { readonly amounts: RowAmounts; readonly decision: Decision; readonly settled: ChosenRule } {
  const prepared: PreparedRows = training.prepared;
  const decide = model.decide!;
  const { weights } = prepared;
  const payoff = takePayoff(all.payoff, rows);
  const rule = { ...settingsOf(decide, prepared, model.problem.time), threshold: breakEven(all.payoff) };
  const settled = withCut(rule, payoff, { probability: scores, ...(weights ? { weights: pick(weights, rows) } : {}) });
  const amounts = { payoff, ...(all.faults ? { faults: Uint8Array.from(rows, (row) => all.faults![row]) } : {}) };
  return { amounts, decision: keptOf(decide, settled), settled };
}

function settingsOf({ policy, limit }: Declared, { times }: PreparedRows, time: string | undefined): RuleSettings {
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

/** A decision, and what there is to say of it. */
export interface SettledDecision {
  readonly decision: Decision | null;
  readonly notes: readonly string[];
}

/**
 * What the content keeps of it. A rule that was made without predictions of its own finds the end of its limit in those of the holdout: of them the scores
 * count, not the outcomes.
 */
export function decisionOf(
  { model, amounts, prepared }: Training,
  { outOfFold }: Choice,
  found: ChosenRule | undefined,
  holdout: { readonly rows: Int32Array; readonly margins: Float64Array },
): SettledDecision {
  const { decide } = model;
  if (!decide || !amounts || !found) return { decision: null, notes: [] };
  const { rule } = found;
  const onHoldout = (): ChosenRule => {
    const { rows, margins } = holdout;
    const weights = prepared.weights && pick(prepared.weights, rows);
    const forecasts = { probability: scoresOf('binary', 1, margins), ...(weights ? { weights } : {}) };
    return withCut(rule, takePayoff(amounts.payoff, rows), forecasts);
  };
  const settled = outOfFold ? found : onHoldout();
  return { decision: keptOf(decide, settled), notes: limitNotes(settled, (outOfFold ?? holdout).rows.length) };
}

function keptOf(decide: Declared, { rule, cut }: ChosenRule): Decision {
  const { running: _, limit, ...told } = decide;
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
