import { money, percent } from '../../core/index.js';
import { gainChart, payoffChart, policiesChart, type Money } from '../../evaluate/index.js';
import { isPlain } from '../decide/index.js';
import type { OpenModel } from '../use/open-model.js';
import { gainCaption, payoffCaption, policiesCaption } from './captions.js';
import { amountWords, limitWords, POLICY_WORDS, roomWords, ruleWords } from './decide-words.js';
import { decisionTerms } from './decision-terms.js';
import { html, raw, type Html } from './html.js';
import { outlookWords, returnsTable, returnWords } from './returns-words.js';
import { chart, narrowChart, section, table } from './section.js';
import { sensitivityPart } from './sensitivity.js';
import { span } from './words.js';

/** What deciding by the model is worth beside every other way to decide, and on which terms; only where a payoff is declared. */
export function worthSection({ content, record: { evaluation }, version }: OpenModel): Html | null {
  const { money: earned, ranking } = evaluation;
  const { decide } = content;
  if (!earned || !decide) return null;
  const currency = earned.currency ?? '';
  const { act, cost, valueIfRight, limit } = decide;
  const { means = {} } = earned;
  const model = earned.policies.find((p) => p.name === 'model')!;
  return section(
    'worth',
    'What it is worth',
    html`<p>
        To ${act} costs ${amountWords(cost, currency, means.cost)} and brings ${amountWords(valueIfRight, currency, means.valueIfRight)}
        where ${content.target} is really ${content.labels[1]}. ${ruleWords(decide)}${limit ? `; ${limitWords(limit, currency)}` : ''}: that
        is ${percent(model.acted)} of the rows. ${roomWords(earned, currency)}
      </p>
      ${earned.returns ? html`<p>${returnWords(earned.returns, currency)}</p>` : null}`,
    narrowChart(raw(policiesChart(earned)), policiesCaption(earned)),
    policyTable(earned, isPlain(decide)),
    html`<div class="pair">
      ${chart(raw(payoffChart(earned)), payoffCaption(earned))}${ranking ? chart(raw(gainChart(ranking, isPlain(decide) ? earned.threshold : undefined)), gainCaption(ranking, content.labels[1])) : null}
    </div>`,
    earned.returns
      ? html`<h3>What comes back</h3>
          ${returnsTable(earned, currency)}${outlookWords(earned.returns, currency)}`
      : null,
    sensitivityPart(earned),
    decisionTerms(content, decide, evaluation, version),
  );
}

/** Every way to decide; where a threshold decides, also the best one as it would have been known afterwards. */
function policyTable({ policies, best, currency = '' }: Money, isByThreshold: boolean): Html {
  const amount = (value: number): string => money(value, currency);
  const lines = policies.map((p) => [
    html`${POLICY_WORDS[p.name]}${p.beyond ? html` <span class="tag">beyond the limit</span>` : null}`,
    percent(p.acted),
    amount(p.perRow.value),
    span(p.perRow, amount),
    amount(p.total.value),
  ]);
  const hindsight = isByThreshold ? [['the best threshold, had it been known', '', amount(best.perRow), '', '']] : [];
  return table(
    ['way to decide', 'acts on', 'per row', '95% interval', 'all held-out rows'],
    [...lines.slice(0, -1), ...hindsight, ...lines.slice(-1)],
  );
}
