import { count, money, percent, type AnyTask } from '../../core/index.js';
import { schemaFromJson } from '../../data/index.js';
import type { Evaluation, Interval, Money } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import type { AnyRecord, ModelRecord, RecordOf, RowsRecord } from '../record.js';
import { WITHOUT_WORDS } from './decide-words.js';
import { between, figure, metricFigure, span } from './words.js';

/** What the model is worth, in money where a payoff is declared, else in plain words: the report's first sentence. */
export function headline(content: ModelContent<AnyTask>, record: AnyRecord): string {
  const head = HEADLINES[content.task] as (content: ModelContent<AnyTask>, record: AnyRecord) => string;
  return head(content, record);
}

const HEADLINES: { readonly [T in AnyTask]: (content: ModelContent<T>, record: RecordOf<T>) => string } = {
  binary: binaryHeadline,
  multiclass: (content, { evaluation: { metrics, baseline } }) =>
    `The model names the right ${content.target} for ${percent(metrics['accuracy'].value)} of the rows; always naming the commonest would be right for ${percent(baseline['accuracy'].value)}.`,
  regression: (content, { evaluation }) => regressionHeadline(content, evaluation),
  segment: segmentHeadline,
  outlier: (_, { found }) =>
    found.kind === 'outlier'
      ? `Every row gets a score of how odd it is; one in a hundred scores above ${figure(found.high.p99)}.`
      : 'Every row gets a score of how odd it is.',
  uplift: upliftHeadline,
};

function upliftHeadline({ trial }: ModelContent<'uplift'>, { found }: RowsRecord): string {
  if (found.kind !== 'uplift' || !trial) return 'Every row gets what treating it would change.';
  const { evaluation, targeting } = found;
  const { qini, groups } = evaluation;
  const points = (value: number): string => (trial.task === 'binary' ? `${figure(100 * value)} points` : figure(value));
  if (targeting) {
    const { policy, perRow } = targeting.over;
    const amount = (value: number): string => money(value, targeting.currency);
    const treats = percent(targeting.policies[0].treats);
    const beyond = policy === 'everyone' ? 'treating everyone' : 'treating nobody';
    if (perRow.value <= 0) return `Choosing by the model whom to ${targeting.act} brings nothing beyond ${beyond}.`;
    const doubt = perRow.low > 0 ? '' : ' The rows are too few to be sure of the difference.';
    return `Choosing by the model whom to ${targeting.act}, ${treats} of the rows, earns ${amount(perRow.value)} (${span(perRow, (v) => money(v, ''))}) more on each row than ${beyond}.${doubt}`;
  }
  if (qini.low <= 0) return `Nothing shows that the model tells whom ${trial.treatment} helps: its ranking may be no better than a lot.`;
  const [most] = groups;
  return `In the tenth of the rows that the model ranks first, ${trial.treatment} changes ${trial.outcome} by ${points(most.observed?.value ?? most.predicted)}; on all rows by ${points(evaluation.effect.value)}.`;
}

function binaryHeadline(content: ModelContent<'binary'>, { evaluation }: ModelRecord): string {
  if (evaluation.money) return moneyHeadline(evaluation.money, evaluation.rows);
  const auc = evaluation.metrics['auc'];
  const positive = content.labels[1];
  if (!auc) return `The model gives each row the probability that ${content.target} is ${positive}.`;
  return `Shown one row with ${content.target} = ${positive} and one without, the model tells which is which ${Math.round(100 * auc.value)} times out of 100; guessing would manage 50.`;
}

function segmentHeadline(_: ModelContent<'segment'>, { metrics, baseline, found }: RowsRecord): string {
  const all = found.kind === 'segment' ? found.segments : [];
  const segments = all.filter((s) => s.outside !== true);
  const outside = all.find((s) => s.outside === true);
  const largest = segments.toSorted((a, b) => b.share - a.share)[0];
  const many = segments.length === 1 ? 'There is one segment.' : `There are ${segments.length} segments.`;
  const rest = outside && outside.rows > 0 ? ` ${percent(outside.share)} of the rows belong to none of them.` : '';
  const size = largest ? ` The largest, “${largest.name}”, has ${percent(largest.share)} of the rows.` : '';
  const [own, without] = [metrics['silhouette']?.value, baseline['silhouette']];
  const clear =
    own !== undefined && without !== undefined && own <= without ? ' They are no clearer than in rows without any structure.' : '';
  return `${many}${size}${rest}${clear}`;
}

function moneyHeadline(earned: Money, n: number): string {
  return [withoutAmounts(earned, n), gainSentence(earned, n), todayBeyond(earned)].filter(Boolean).join(' ');
}

/** That most rows have no amounts, so that no figure in money says much. */
function withoutAmounts({ undecided = 0 }: Money, n: number): string {
  if (2 * undecided <= n) return '';
  const which = undecided === n ? `All ${count(n, 'row')}` : `${undecided.toLocaleString('en')} of ${count(n, 'row')}`;
  return `${which} have no amounts (one is missing or negative), so nobody is acted on there: check the amounts first.`;
}

/** Value per row over the best way to decide without the model, after all costs that are known. */
export const gainOf = ({ over, returns }: Pick<Money, 'over' | 'returns'>): Interval => returns?.gain ?? over.perRow;

function gainSentence(earned: Money, n: number): string {
  const { currency = '', over, perRow, policies, returns } = earned;
  const amount = (value: number): string => money(value, currency);
  const best = WITHOUT_WORDS[over.policy];
  const gain = gainOf(earned);
  if (gain.value <= 0) {
    const rival = policies.find((p) => p.name === over.policy)?.perRow.value ?? 0;
    const chance = gain.high > 0 ? `; the difference (${span(gain, (v) => money(v, ''))}) may be chance` : '';
    return `Deciding by the model brings nothing beyond what ${best} brings already: ${amount(perRow.value)} per row against ${amount(rival)}${chance}.`;
  }
  const acted = policies.find((p) => p.name === 'model')!.acted;
  const doubt = gain.low > 0 ? '' : ' The rows are too few to be sure of the difference.';
  const costs = returns && returns.running > 0 ? ', after all costs, ' : ' ';
  const rows = returns?.rowsPerMonth;
  const yearly =
    rows === undefined ? '' : `, ${amount(gain.value * rows * MONTHS)} a year on ${Math.round(rows).toLocaleString('en')} rows a month`;
  return `Deciding by the model to act on ${percent(acted)} of the rows earns${costs}${amount(gain.value)} (${span(gain, (v) => money(v, ''))}) more on each row than ${best}: ${amount(gain.value * n)} on the ${n.toLocaleString('en')} that it never saw${yearly}.${doubt}`;
}

/** That what is done today is more than the limit allows, where it earns more than the model within it. */
function todayBeyond({ currency = '', policies, perRow }: Money): string {
  const today = policies.find((p) => p.name === 'rule');
  if (!today?.beyond || today.perRow.value <= perRow.value) return '';
  return `Today's rule acts on ${percent(today.acted)} of the rows, more than the limit allows, and earns ${money(today.perRow.value - perRow.value, currency)} more per row.`;
}

const MONTHS = 12;

function regressionHeadline(content: ModelContent<'regression'>, evaluation: Evaluation): string {
  const [own, mean] = [evaluation.metrics['mae'], evaluation.baseline['mae']];
  const unit = unitOf(content);
  return `The predicted ${content.target} is off by ${figure(own?.value)}${unit} on average; always saying the same would be off by ${figure(mean?.value)}${unit}.`;
}

/** The target's declared unit with a blank before it, or nothing. */
function unitOf({ schema, target }: ModelContent<'regression'>): string {
  const { unit } = schemaFromJson(schema as never)[target].spec;
  return unit ? `\u00a0${unit}` : '';
}

/** How sure that is: rows behind it, the interval, whether it beats knowing nothing. */
export function certainty(record: ModelRecord): string {
  const { evaluation } = record;
  const { skill } = evaluation;
  const judged = `All figures come from ${count(evaluation.rows, 'row')} that the judged fit never saw.`;
  if (!skill) return judged;
  const sure =
    skill.low > 0 ? 'That it beats a model that knows nothing is beyond doubt' : 'That it beats a model that knows nothing is not certain';
  const shown = metricFigure(skill.metric, evaluation.money?.currency);
  return `${judged} ${moneyDoubt(evaluation.money)}${sure}: ${skill.metric} improves by ${shown(skill.value)} (95% interval ${between(skill, shown)}).`;
}

/** Between what the gain may lie; nothing where no payoff is declared. */
function moneyDoubt(earned: Evaluation['money']): string {
  if (!earned) return '';
  const amount = (value: number): string => money(value, earned.currency ?? '');
  return `Against ${WITHOUT_WORDS[earned.over.policy]}, it brings ${between(gainOf(earned), amount)} more per row (95% interval). `;
}
