import { count, durationWords, figure, percent, sizeWords, type AnyTask } from '../../core/index.js';
import type { Trained } from '../../model/index.js';
import { barChart, paint, textTable } from '../terminal/index.js';
import { fairnessLines, interval } from './figures.js';
import { coverageLines } from './coverage.js';
import { bringsWords } from './money.js';
import { upliftLines } from './uplift.js';

/** What `train` says: what is best and how good, beside a model that knows nothing; why; doubts; what to do next. */
export function trainedText(trained: Trained, look: { readonly colour: boolean; readonly width: number }): string {
  const p = paint(look.colour);
  const { rows } = trained;
  return [
    p.bold(`${trained.model}@${trained.version}: ${trained.learner} ${DOES[trained.task](trained.target ?? '')}`),
    trained.headline,
    `${count(rows.train, 'row')} to learn from, ${rows.holdout.toLocaleString('en')} held out to judge by${rows.quarantined ? `, ${rows.quarantined.toLocaleString('en')} in quarantine` : ''}.`,
    '',
    ...textTable(
      [
        { title: 'on the holdout' },
        { title: 'model (95% interval)', align: 'right' },
        {
          title: trained.task === 'uplift' ? 'drawn by lot' : trained.target === null ? 'nothing to find' : 'knowing nothing',
          align: 'right',
        },
      ],
      Object.entries(trained.metrics).map(([name, value]) => [name, interval(value), figure(trained.baseline[name] ?? NaN)]),
      { title: p.dim },
    ),
    ...moneyLines(trained),
    ...upliftLines(trained.uplift, p.dim),
    ...fairnessLines(trained.fairness),
    ...outlookLines(trained),
    ...labelLines(trained),
    ...coverageLines(trained.coverage, p.dim),
    ...segmentLines(trained, p.dim),
    ...leaderboardLines(trained, p.dim),
    ...importanceLines(trained, look.width, p.dim),
    ...trained.warnings.map((w) => `\n${p.yellow('suspicious')}  ${w.message}`),
    ...nextLines(trained, p.dim),
  ].join('\n');
}

const predicts = (target: string): string => `predicts "${target}"`;

/** What a task's model does. */
const DOES: Readonly<Record<AnyTask, (target: string) => string>> = {
  binary: predicts,
  multiclass: predicts,
  regression: predicts,
  segment: () => 'groups the rows',
  outlier: () => 'says how odd a row is',
  uplift: () => 'says what treating a row changes',
};

function segmentLines({ segments }: Trained, dim: (text: string) => string): string[] {
  if (!segments) return [];
  const lines = segments.map((s) => [
    s.foundAs === undefined ? s.name : `${s.name} (${s.foundAs})`,
    s.rows.toLocaleString('en'),
    percent(s.share),
    s.silhouette === null ? '–' : figure(s.silhouette),
  ]);
  const heads = [
    { title: 'segment' },
    { title: 'rows', align: 'right' },
    { title: 'share', align: 'right' },
    { title: 'silhouette', align: 'right' },
  ] as const;
  return ['', ...textTable(heads, lines, { title: dim })];
}

const moneyLines = ({ money }: Trained): string[] => (money ? ['', bringsWords(money)] : []);

const outlookLines = ({ learningCurve, ceiling }: Trained): string[] =>
  [learningCurve, ceiling].flatMap((told) => (told ? ['', told.sentence] : []));

function labelLines({ labels }: Trained): string[] {
  if (!labels || labels.found === 0) return [];
  const [{ row, ids, label, instead, doubt }] = labels.suspects;
  const [id] = Object.values(ids);
  const told =
    typeof label === 'number'
      ? `${figure(label)}, where the model says ${figure(instead as number)}`
      : `"${label}", to which the model gave ${percent(1 - doubt)}`;
  return ['', `The most surprising label: ${id ?? `row ${row}`} is ${told}. The report lists those worth a second look.`];
}

function nextLines({ model, version, seconds, digest }: Trained, dim: (text: string) => string): string[] {
  return [
    '',
    dim(`${seconds.toFixed(1)} s, digest ${digest.slice(0, 12)}. Next:`),
    dim(`  millwright report ${model}@${version}              what it is worth, how sure, why: one page`),
    dim(`  millwright promote ${model}@${version} champion    through the gate`),
  ];
}

function leaderboardLines({ leaderboard, metric }: Trained, dim: (text: string) => string): string[] {
  if (leaderboard.length < 2) return [];
  const lines = leaderboard.map((l) => [
    nameOf(l),
    'standardError' in l ? `${figure(l.metric)} ± ${figure(l.standardError)}` : figure(l.metric),
    `${l.seconds.toFixed(1)} s`,
    ...('cost' in l && l.cost ? [durationWords(l.cost.microseconds / 1000), sizeWords(l.cost.bytes)] : []),
  ]);
  const isCosted = 'cost' in leaderboard[0];
  const hasFront = leaderboard.some((l) => 'front' in l && l.front);
  return [
    '',
    ...textTable(
      [
        { title: 'stability' in leaderboard[0] ? 'over resampled rows' : 'cross-validation' },
        { title: metric, align: 'right' },
        { title: 'time', align: 'right' },
        ...(isCosted
          ? ([
              { title: 'a row', align: 'right' },
              { title: 'size', align: 'right' },
            ] as const)
          : []),
      ],
      lines,
      {
        title: dim,
      },
    ),
    ...(hasFront ? [dim('* nothing that was tried is as good in all and better in one')] : []),
  ];
}

/** The learner, how many segments it makes, or which trial it is; which one was chosen need not be the first. */
function nameOf(line: Trained['leaderboard'][number]): string {
  const segments = 'segments' in line.params ? `, ${String(line.params['segments'])} segments` : overWords(line.params);
  const trial = 'trial' in line && line.trial !== undefined ? ` (trial ${line.trial})` : '';
  return `${line.learner}${segments}${trial}${'front' in line && line.front ? ' *' : ''}${'chosen' in line && line.chosen ? ' ← chosen' : ''}`;
}

/** What learns the parts of an uplift. */
function overWords({ outcome, effect }: Trained['params']): string {
  const names = [outcome, effect].flatMap((part) => (part ? [(part as { readonly learner: string }).learner] : []));
  return names.length === 0 ? '' : ` over ${[...new Set(names)].join(' and ')}`;
}

const SHOWN = 8;

function importanceLines({ importance }: Trained, width: number, dim: (text: string) => string): string[] {
  const top = importance.slice(0, SHOWN).filter((i) => i.importance > 0);
  if (top.length === 0) return [];
  const bars = barChart(
    top.map((i) => ({ label: i.feature, value: i.importance })),
    { width: Math.min(width, 72), format: (v) => figure(v) },
  );
  const rest = importance.length - top.length;
  return [
    '',
    dim('what moves the prediction (mean absolute effect)'),
    ...bars,
    ...(rest > 0 ? [dim(`and ${count(rest, 'more feature')}`)] : []),
  ];
}
