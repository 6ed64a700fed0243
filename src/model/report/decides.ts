import { count, money, percent, type AnyTask } from '../../core/index.js';
import type { ConfusionTable, Evaluation } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import type { ModelRecord } from '../record.js';
import type { OpenModel } from '../use/open-model.js';
import { isPlain } from '../decide/index.js';
import { limitWords, ruleWords, WITHOUT_WORDS } from './decide-words.js';
import { gainOf } from './headline.js';
import { html, type Html } from './html.js';
import { section, tilesOf, type Tile } from './section.js';
import { figure } from './words.js';

const MOST_INPUTS = 8;

/** What goes in, what comes out, and what is done with it, in the words of someone who is asked to let it. */
export function decidesSection({ content, record }: OpenModel<AnyTask>): Html {
  return section(
    'decides',
    'What it decides',
    html`<p>
      It is given ${count(content.inputs.length, 'column')} of a row (${namesOf(content.inputs)}) and answers with ${answerOf(content)}
      ${actOf(content)}
    </p>`,
    'evaluation' in record && html`<p>${inHundred(content, record.evaluation as Evaluation)}</p>`,
  );
}

const namesOf = (names: readonly string[]): string =>
  names.slice(0, MOST_INPUTS).join(', ') + (names.length > MOST_INPUTS ? ` and ${names.length - MOST_INPUTS} more` : '');

function answerOf({ task, target, labels, trial }: ModelContent<AnyTask>): Html {
  if (task === 'segment') return html`the name of the segment that the row is likest to (${namesOf(labels)}).`;
  if (task === 'outlier') return html`a score of how unlike the others the row is, higher is odder.`;
  if (trial)
    return html`the uplift: by how much more
    ${trial.labels.length ? html`likely ${trial.outcome} = ${trial.labels[1]} is` : html`${trial.outcome} is to be expected`} when the row
    is treated (${trial.treatment} = ${trial.arms[1]}) than when it is not.`;
  if (task === 'regression') return html`a number, the ${target} that is to be expected.`;
  if (task === 'binary') return html`the probability that ${target} is <strong>${labels[1]}</strong>.`;
  return html`one of ${labels.length} values of ${target} (${namesOf(labels)}) and a probability for each.`;
}

function actOf({ task, decide, labels, trial }: ModelContent<AnyTask>): Html {
  if (decide && trial)
    return html`A row is treated when its uplift is worth the cost${decide.limit ? `; ${limitWords(decide.limit, decide.currency)}` : ''}:
      then the decision is <strong>${decide.act}</strong>. Else nothing is done.`;
  if (decide && !isPlain(decide))
    return html`${ruleWords(decide)}${decide.limit ? `; ${limitWords(decide.limit, decide.currency)}` : ''}: then the decision is
      <strong>${decide.act}</strong>. Else nothing is done.`;
  if (decide)
    return html`From <strong>${percent(decide.threshold)}</strong> on the decision is: <strong>${decide.act}</strong>. Below, nothing is
      done.`;
  if (task !== 'binary') return html`What is done with it is up to the reader.`;
  return html`What is done with it is up to the reader: no cost and no value of acting is declared, so it calls a row ${labels[1]} from 50%
  on.`;
}

/** What that means for a hundred rows: counts are understood where rates are not. */
function inHundred({ task, labels, decide }: ModelContent<AnyTask>, { confusion, residuals, metrics }: Evaluation): Html {
  if (task === 'binary' && confusion) return called(confusion, labels, decide ? 'acts on' : `calls ${labels[1]}`);
  if (task === 'multiclass')
    return html`Of every 100 rows like those it was judged on, it names ${Math.round(100 * metrics['accuracy'].value)} rightly.`;
  if (!residuals) return html``;
  const { p05, p25, p75, p95 } = residuals.quantiles;
  return html`Of every 100 answers, 50 miss the truth by ${figure(p25)} to ${figure(p75)}, and 90 by ${figure(p05)} to ${figure(p95)} (below
  0 it says too little).`;
}

function called({ counts: [[, vain], [missed, right]], counts }: ConfusionTable, labels: readonly string[], does: string): Html {
  const all = counts.flat().reduce((sum, n) => sum + n, 0) || 1;
  const [acted, rightly] = [vain + right, right].map((n) => Math.round((100 * n) / all));
  const lost = (100 * missed) / all;
  const misses = missed === 0 ? 'none' : lost < 1 ? 'fewer than one' : String(Math.round(lost));
  return html`Of every 100 rows like those it was judged on, it ${does} <strong>${acted}</strong>: on ${rightly} rightly, because they
    really are ${labels[1]}, and on ${acted - rightly} in vain. It misses ${misses} that ${misses === 'none' || lost >= 1.5 ? 'are' : 'is'}
    ${labels[1]}.`;
}

/** The figures that a decision rests on, for the top of the page: what, how much, and a word on it. */
export function glance({ decide, task, labels }: ModelContent, { evaluation }: ModelRecord): Html {
  const { money: earned, confusion, metrics, residuals, rows } = evaluation;
  const tiles: Tile[] = [];
  if (earned) {
    const amount = (value: number): string => money(value, decide?.currency ?? '');
    const { value, low, high } = gainOf(earned);
    tiles.push([
      `more per row than ${WITHOUT_WORDS[earned.over.policy]}`,
      amount(value),
      `between ${amount(low)} and ${amount(high)}, at 95%`,
    ]);
  }
  if (task === 'binary' && confusion) {
    const [[, vain], [missed, right]] = confusion.counts;
    tiles.push([`of those ${labels[1]} are found`, percent(right / (right + missed || 1)), `${Math.round(missed)} are missed`]);
    tiles.push([
      `of the rows ${decide ? 'acted on' : 'called'} are ${labels[1]}`,
      percent(right / (right + vain || 1)),
      `${Math.round(vain)} in vain`,
    ]);
  }
  if (task === 'multiclass') tiles.push(['of the rows get the right answer', percent(metrics['accuracy'].value), 'on rows it never saw']);
  if (residuals && metrics['mae'])
    tiles.push(['mean error', figure(metrics['mae'].value), `always saying the same: ${figure(evaluation.baseline['mae']?.value)}`]);
  if (metrics['r2']) tiles.push(['of the ups and downs explained', percent(Math.max(0, metrics['r2'].value)), '100% would be perfect']);
  tiles.push(['rows behind these figures', rows.toLocaleString('en'), 'none of them was learned from']);
  return tilesOf(tiles);
}
