import { money, percent } from '../../core/index.js';
import type { Money, Sensitivity } from '../../evaluate/index.js';
import { sensitivityChart } from '../../evaluate/index.js';
import { html, raw, type Html } from './html.js';
import { narrowChart, table } from './section.js';

const AMOUNT_WORDS: Readonly<Record<Sensitivity['amount'], readonly [half: string, more: string]>> = {
  cost: ['acting costs half as much', 'acting costs half as much again'],
  valueIfRight: ['acting brings half as much, or works half as often', 'acting brings half as much again'],
  costIfWrong: ['a wrong act harms half as much', 'a wrong act harms half as much again'],
};

/** What if an amount is wrong: value as it is decided now, and with the threshold that would then be best. */
export function sensitivityPart({ sensitivity, policy, ...money_ }: Money): Html | null {
  if (!sensitivity || sensitivity.length === 0) return null;
  const { currency = '', perRow } = money_;
  const amount = (value: number): string => money(value, currency);
  const isByThreshold = policy === undefined;
  return html`<h3>If the amounts are wrong</h3>
    <p>
      The amounts are assumed, not measured: no interval on this page holds that doubt. The model's decisions earn ${amount(perRow.value)}
      per row; they would earn:
    </p>
    ${narrowChart(raw(sensitivityChart({ ...money_, sensitivity })), 'The longer a bar, the more the value hangs on that amount: check it first.')}
    ${table(
      ['if', 'as decided now', 'decided anew', ...(isByThreshold ? ['acting from'] : []), 'acts on'],
      sensitivity.map((s) => [
        AMOUNT_WORDS[s.amount][s.times < 1 ? 0 : 1],
        amount(s.kept),
        amount(s.adapted),
        ...(isByThreshold ? [percent(s.threshold)] : []),
        percent(s.acted),
      ]),
    )}`;
}
