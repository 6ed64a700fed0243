import { money, percent } from '../../core/index.js';
import type { Evaluation, Policy } from '../../evaluate/index.js';
import { gainChart, payoffChart, policiesChart } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { gainCaption, payoffCaption, policiesCaption } from './captions.js';
import { html, raw, type Html } from './html.js';
import { chart, narrowChart, section, table } from './section.js';
import { span } from './words.js';

const POLICY_WORDS: Readonly<Record<Policy['name'], string>> = {
  model: 'by the model',
  nothing: 'never act',
  everyone: 'act on everyone',
  rule: "today's rule",
  expected: 'by the model and the amounts of each row',
  perfect: 'knowing the future (the ceiling)',
};

/** What deciding by the model is worth beside every other way to decide; only where a payoff is declared. */
export function worthSection(content: ModelContent, evaluation: Evaluation): Html | null {
  const { money: earned, ranking } = evaluation;
  if (!earned || !content.decide) return null;
  const currency = earned.currency ?? '';
  const amount = (value: number): string => money(value, currency);
  const { act, cost, valueIfRight } = content.decide;
  const model = earned.policies.find((p) => p.name === 'model')!;
  return section(
    'worth',
    'What it is worth',
    html`<p>
      To ${act} costs ${amount(cost)} and brings ${amount(valueIfRight)} where ${content.target} is really ${content.labels[1]}. Acting pays
      from a probability of ${percent(earned.threshold)} on: that is ${percent(model.acted)} of the rows.
    </p>`,
    narrowChart(raw(policiesChart(earned)), policiesCaption(earned)),
    table(
      ['way to decide', 'acts on', 'per row', '95% interval', 'all held-out rows'],
      earned.policies.map((p) => [
        POLICY_WORDS[p.name],
        percent(p.acted),
        amount(p.perRow.value),
        span(p.perRow, amount),
        amount(p.total.value),
      ]),
    ),
    html`<div class="pair">
      ${chart(raw(payoffChart(earned)), payoffCaption(earned))}${ranking ? chart(raw(gainChart(ranking, earned.threshold)), gainCaption(ranking, content.labels[1])) : null}
    </div>`,
  );
}
