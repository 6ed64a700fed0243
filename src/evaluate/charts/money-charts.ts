import type { Money, Policy } from '../money/index.js';
import { barChart } from './bar-chart.js';
import { figureFormatter, metricStyle, type NumberStyle } from './format.js';
import { lineChart } from './line-chart.js';
import { percent, shareAxis } from './share-axis.js';
import type { Svg } from './svg.js';

const POLICY_NAMES: Readonly<Record<Policy['name'], string>> = {
  model: 'the model',
  nothing: 'do nothing',
  everyone: 'act on everyone',
  rule: 'the rule today',
  rule_within: 'the rule, in the limit',
  expected: 'by each row’s amounts',
  perfect: 'perfect foresight',
  random: 'as many by lot',
  unlimited: 'the model, no limit',
};

const styleOf = ({ currency }: Pick<Money, 'currency'>): NumberStyle => metricStyle('money', currency);

/** Value per row against the share of rows acted on, with the chosen threshold and the best in hindsight. */
export function payoffChart(money: Money): Svg {
  const style = styleOf(money);
  const worth = figureFormatter(style, money.best.perRow);
  const model = money.policies[0];
  const rule = money.policies.find((p) => p.name === 'rule');
  const free = money.policies.find((p) => p.name === 'unlimited');
  return lineChart({
    title: `Value of acting: ${money.act}`,
    desc: `Value per row by the share of rows acted on. ${money.limit || money.policy || money.undecided !== undefined ? 'As it decides' : `At the threshold ${money.threshold.toPrecision(3)}`} the model acts on ${percent(model.acted)} and earns ${worth(money.perRow.value)} per row (${worth(money.perRow.low)} to ${worth(money.perRow.high)}).`,
    x: { ...shareAxis, label: 'Rows acted on, likeliest first' },
    y: { label: 'Value per row', style },
    series: [
      { name: 'model', points: money.curve.map((p) => [p.acted, p.perRow] as const) },
      {
        name: 'do nothing',
        points: [
          [0, 0],
          [1, 0],
        ],
        tone: 'muted',
        dashed: true,
      },
    ],
    marks: [
      { x: model.acted, y: money.perRow.value, label: `${worth(money.perRow.value)} per row` },
      ...(free ? [{ x: free.acted, y: free.perRow.value, label: 'without the limit', tone: 'third' as const }] : []),
      ...(rule ? [{ x: rule.acted, y: rule.perRow.value, label: 'rule today', tone: 'fourth' as const }] : []),
    ],
  });
}

/** Value per row of every way to decide, with intervals. */
export function policiesChart(money: Money): Svg {
  const style = styleOf(money);
  return barChart({
    title: 'What each way to decide is worth',
    desc: money.policies.map((p) => `${POLICY_NAMES[p.name]}: ${p.perRow.value.toPrecision(3)}`).join('; '),
    rows: money.policies.map((p) => ({
      name: POLICY_NAMES[p.name],
      ...p.perRow,
      tone: p.name === 'model' ? 'second' : p.name === 'perfect' ? 'muted' : 'first',
    })),
    style,
    label: 'Value per row, 95% interval',
  });
}

const AMOUNT_NAMES = { cost: 'cost', valueIfRight: 'value if right', costIfWrong: 'cost if wrong' } as const;

/** How far the value per row moves when an amount is half as much, or half as much again, and the decisions stay: the amounts that matter most first. */
export function sensitivityChart(money: Omit<Money, 'sensitivity'> & { readonly sensitivity: NonNullable<Money['sensitivity']> }): Svg {
  const change = ({ kept }: { readonly kept: number }): number => kept - money.perRow.value;
  const sizes = Map.groupBy(money.sensitivity, (s) => s.amount);
  const size = (s: { readonly amount: keyof typeof AMOUNT_NAMES }): number =>
    Math.max(...sizes.get(s.amount)!.map((one) => Math.abs(change(one))));
  const rows = money.sensitivity.toSorted((a, b) => size(b) - size(a) || a.times - b.times);
  return barChart({
    title: 'If an amount is wrong by half',
    desc: rows.map((s) => `${AMOUNT_NAMES[s.amount]} × ${s.times}: ${change(s).toPrecision(3)}`).join('; '),
    rows: rows.map((s) => ({ name: `${AMOUNT_NAMES[s.amount]} × ${s.times}`, value: change(s), tone: change(s) < 0 ? 'bad' : 'good' })),
    style: styleOf(money),
    label: 'Change of the value per row',
  });
}
