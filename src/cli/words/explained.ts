import { count, figure, percent, plainNumber, type AnyTask } from '../../core/index.js';
import type { Against, Explained, ExplainedFeature, ExplainedPair, FeatureDifference, PairImportance } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';

const ROWS = 5;
const FEATURES = 6;
const PAIRS = 3;

/** What `explain` says: for the first rows, the features that moved each prediction most. */
export function explainedText(explained: Explained, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const shown = explained.rows.slice(0, ROWS).flatMap((row, i) => [...(i > 0 ? [''] : []), ...rowLines(explained, row, i, p)]);
  const rest = explained.rows.length - ROWS;
  const more = rest > 0 ? ['', p.dim(`and ${count(rest, 'more row')}; --json has them all`)] : [];
  const together =
    explained.interactions && explained.rows.length > 1 ? overallLines(explained.interactions, explained.rows.length, p) : [];
  return [...shown, ...more, ...together].join('\n');
}

/** The pairs that act together most over all rows. */
function overallLines(pairs: readonly PairImportance[], rows: number, p: ReturnType<typeof paint>): string[] {
  if (pairs.length === 0) return ['', 'No two features act together in this model: their shares add up.'];
  const lines = pairs.slice(0, FEATURES).map(({ features, importance }) => [features.join(' × '), figure(importance)]);
  const title = `act together, over all ${count(rows, 'row')}`;
  return ['', ...textTable([{ title }, { title: 'mean size', align: 'right' }], lines, { title: p.dim })];
}

/** What two features move beyond what each moves alone. */
function pairLines(pairs: readonly ExplainedPair[], unit: string, p: ReturnType<typeof paint>): string[] {
  if (pairs.length === 0) return [p.dim('No two features act together here.')];
  const lines = pairs.slice(0, PAIRS).map(({ features, effect }) => [features.join(' × '), signed(effect)]);
  return textTable([{ title: 'of these, by acting together' }, { title: unit, align: 'right' }], lines, { title: p.dim });
}

function rowLines(explained: Explained, row: Explained['rows'][number], index: number, p: ReturnType<typeof paint>): string[] {
  const unit = UNITS[explained.task](explained);
  const whose =
    explained.task === 'binary'
      ? ` (${explained.positive}: ${percent(row.probability!)})`
      : row.probability === undefined
        ? ''
        : ` (${percent(row.probability)})`;
  const head = `row ${index + 1}: ${typeof row.prediction === 'number' ? figure(row.prediction) : row.prediction}${whose}`;
  const top = row.contributions.slice(0, FEATURES);
  const rest = row.contributions.slice(FEATURES).reduce((sum, c) => sum + c.effect, 0);
  const lines = [
    ['average', '', figure(row.base)],
    ...top.map((c) => [c.feature, valueWords(c.value), signed(c.effect)]),
    ...(row.contributions.length > FEATURES ? [['all others', '', signed(rest)]] : []),
  ];
  const shares = textTable([{ title: 'feature' }, { title: 'value' }, { title: unit, align: 'right' }], lines, { title: p.dim });
  return [
    p.bold(head),
    ...(row.against ? againstLines(explained.version, row.against, p) : shares),
    ...(row.interactions ? pairLines(row.interactions, unit, p) : []),
  ];
}

/** Why another version answers differently: what each feature adds in both, the largest difference first. */
function againstLines(version: number, { text, ...against }: Against, p: ReturnType<typeof paint>): string[] {
  const top = against.contributions.slice(0, FEATURES);
  const rest = against.contributions.slice(FEATURES);
  const line = (feature: string, value: string, a: number | null, b: number | null, difference: number): readonly string[] => [
    feature,
    value,
    a === null ? '–' : signed(a),
    b === null ? '–' : signed(b),
    signed(difference),
  ];
  const sum = (of: (one: FeatureDifference) => number): number => rest.reduce((total, one) => total + of(one), 0);
  const lines = [
    line('average', '', against.base.a, against.base.b, against.base.difference),
    ...top.map(({ feature, value, a, b, difference }) => line(feature, valueWords(value), a, b, difference)),
    ...(rest.length > 0
      ? [
          line(
            'all others',
            '',
            sum(({ a }) => a ?? 0),
            sum(({ b }) => b ?? 0),
            sum(({ difference }) => difference),
          ),
        ]
      : []),
    line('together', '', null, null, against.difference),
  ];
  const right = { align: 'right' } as const;
  const heads = [`version ${version}`, `version ${against.version}`, 'difference'].map((title) => ({ title, ...right }));
  const calibration =
    against.calibration === 0
      ? []
      : [p.dim(`Of the difference, ${signed(against.calibration)} comes from how the versions are calibrated.`)];
  return [text, ...textTable([{ title: 'feature' }, { title: 'value' }, ...heads], lines, { title: p.dim }), ...calibration];
}

const valueWords = (value: ExplainedFeature['value']): string =>
  value === null ? 'missing' : typeof value === 'number' ? plainNumber(value) : String(value);

/** What the shares of a task's answers are measured in. */
const UNITS: Readonly<Record<AnyTask, (explained: Explained) => string>> = {
  regression: ({ target }) => target ?? '',
  binary: () => 'log-odds',
  multiclass: () => 'log-odds',
  segment: () => 'nearer than the average row',
  outlier: () => 'oddness',
};

const signed = (effect: number): string => `${effect > 0 ? '+' : effect < 0 ? '−' : ''}${figure(Math.abs(effect))}`;
