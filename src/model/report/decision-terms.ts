import { count, money } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import type { Decision } from '../decide/index.js';
import { amountWords, limitWords, ruleWords } from './decide-words.js';
import { html, type Html } from './html.js';

const lowerFirst = (words: string): string => words[0].toLowerCase() + words.slice(1);

/** What is decided, by which rule, on which assumptions, within which limits: for the one who answers for it to challenge and to sign. */
export function decisionTerms(content: ModelContent, decide: Decision, { money: earned, rows }: Evaluation, version: number): Html {
  const { act, cost, valueIfRight, costIfWrong, limit, currency = '' } = decide;
  const [negative, positive] = content.labels;
  const { means = {} } = earned!;
  const items = [
    `What is decided: whether to ${act}, row by row, by ${content.name}, version ${version}.`,
    `The rule: ${lowerFirst(ruleWords(decide))}.${limit ? ` Limit: ${limitWords(limit, currency)}.` : ' There is no limit on how many.'}`,
    `What is assumed: acting costs ${amountWords(cost, currency, means.cost)}, and brings ${amountWords(valueIfRight, currency, means.valueIfRight)} where ${content.target} is really ${positive}${costIfWrong === undefined ? '' : `; where it is ${negative}, it does harm of ${amountWords(costIfWrong, currency, means.costIfWrong)}`}. Not acting is worth nothing.`,
    `What was found: ${money(earned!.perRow.value, currency)} per row on ${count(rows, 'row')} that the judged fit never saw, between ${money(earned!.perRow.low, currency)} and ${money(earned!.perRow.high, currency)} in 95 of 100 such samples.`,
    `Whom it does not decide about: rows that break the schema are refused${earned!.undecided === undefined ? '' : '; rows without amounts are not acted on'}.`,
    'What was not tested: whether acting causes what it is said to bring. Only an experiment, with rows left alone by lot, can tell.',
  ];
  return html`<h3>For the one who decides</h3>
    <ol>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ol> `;
}
