import { count, figure, percent } from '../../core/index.js';
import type { AnalysedFile, ArmContrast, Interval, OutcomeFindings } from '../../evaluate/index.js';
import { paint, textTable } from '../terminal/index.js';

/** What one row is, and how the answer may look. */
interface Look {
  readonly unit: string;
  readonly per: string | undefined;
  readonly colour: boolean;
}

/** What `experiment analyse` says: first whether the test can be trusted, then what the deciding outcome says, then the figures. */
export function analysedText(found: AnalysedFile, look: Look): string {
  const p = paint(look.colour);
  const [first, ...others] = found.outcomes;
  return [
    p.bold(`${count(found.rows, look.unit)} in ${count(found.arms.length, 'arm')}`),
    ...leftOut(found, look),
    '',
    ...armLines(found, look),
    '',
    ...(found.faults.length > 0 ? faultLines(found, look).map(p.bold) : sentences(first, found, look).map(p.bold)),
    '',
    ...tableOf(first, found, look),
    ...others.flatMap((outcome) => ['', ...tableOf(outcome, found, look)]),
    '',
    ...smallPrint(found),
  ].join('\n');
}

function leftOut({ unassigned, inTwoArms, outcomes }: AnalysedFile, { unit }: Look): string[] {
  return [
    ...(unassigned > 0 ? [`${count(unassigned, 'row')} without an arm left out.`] : []),
    ...(inTwoArms > 0 ? [`${count(inTwoArms, unit)} in two arms left out.`] : []),
    ...outcomes.filter((o) => o.missing > 0).map((o) => `${count(o.missing, unit)} without "${o.name}" left out of it.`),
  ];
}

function armLines({ arms }: AnalysedFile, { unit, colour }: Look): string[] {
  return textTable(
    [{ title: 'arm' }, { title: `${unit}s`, align: 'right' }, { title: 'share', align: 'right' }, { title: 'due', align: 'right' }],
    arms.map(({ arm, rows, share, due }) => [arm, rows.toLocaleString('en'), percent(share), percent(due)]),
    { title: paint(colour).dim },
  );
}

function faultLines({ faults, sampleRatio, outcomes }: AnalysedFile, { unit }: Look): string[] {
  const lines = {
    sample_ratio: `NO VERDICT. The arms do not have the ${unit}s that are due to them: by chance that happens ${rarely(sampleRatio.pValue)}. Some got lost, or were assigned otherwise. Find out why before you read on: until then no difference below means anything.`,
    missing_outcomes: `NO VERDICT. The outcome is missing more often in one arm than in another: those who are left cannot be compared.`,
    before_differs: `NO VERDICT. The arms differ in what was measured before the test (${rarely(Math.min(...outcomes.map((o) => o.adjusted?.balanceP ?? 1)))} by chance). Was it really measured before?`,
  };
  return faults.map((fault) => lines[fault]);
}

const rarely = (p: number): string =>
  p < 1e-6 ? 'less than once in a million times' : `once in ${Math.round(1 / p).toLocaleString('en')} times`;

function sentences(outcome: OutcomeFindings, found: AnalysedFile, look: Look): string[] {
  return outcome.against.map((against) =>
    [saidOf(against, outcome, found, look), adviceOf(against, outcome, found, look)].filter((text) => text !== '').join(' '),
  );
}

function saidOf({ arm, difference, relative, verdict }: ArmContrast, outcome: OutcomeFindings, { arms }: AnalysedFile, look: Look): string {
  const control = arms[0].arm;
  const sure = verdict === 'better' || verdict === 'worse';
  if (verdict === 'early') return '';
  if (!sure) return `Not decided: "${outcome.name}" is ${rangeOf(difference, outcome, look)} in ${arm} than in ${control}.`;
  const { value, low, high } =
    difference.value < 0 ? { value: -difference.value, low: -difference.high, high: -difference.low } : difference;
  const more = difference.value > 0 ? (outcome.kind === 'rate' ? 'higher' : 'more') : outcome.kind === 'rate' ? 'lower' : 'less';
  const [size, from, to] = [value, low, high].map((v) => amount(v, outcome));
  const lift = relative ? `, ${signedPercent(relative.value)}` : '';
  const verb = verdict === 'better' ? 'Better' : 'Worse';
  return outcome.kind === 'rate'
    ? `${verb}: "${outcome.name}" is ${size} points (${from} to ${to}) ${more} in ${arm} than in ${control}${lift}.`
    : `${verb}: ${arm} has ${size} (${from} to ${to}) ${more} "${outcome.name}" per ${look.per ?? look.unit} than ${control}${lift}.`;
}

/** `between 0.2 points lower and 1.1 points higher` */
function rangeOf({ low, high }: Interval, outcome: OutcomeFindings, { per, unit }: Look): string {
  const word = outcome.kind === 'rate' ? ' points' : '';
  const side = (v: number): string => `${amount(Math.abs(v), outcome)}${word} ${v < 0 ? 'lower' : 'higher'}`;
  return `between ${side(low)} and ${side(high)}${outcome.kind === 'rate' ? '' : ` per ${per ?? unit}`}`;
}

function adviceOf(against: ArmContrast, outcome: OutcomeFindings, found: AnalysedFile, { unit }: Look): string {
  const control = outcome.arms[0];
  const treated = outcome.arms.find(({ arm }) => arm === against.arm)!;
  if (against.verdict === 'early') {
    const thin = [control, treated].find((arm) => arm.rows < arm.leastRows);
    return thin
      ? `Too early: ${thin.arm} has ${count(thin.rows, unit)} with a known outcome, and with so uneven values at least ${thin.leastRows.toLocaleString('en')} are needed.`
      : 'Too early: no value differs from another yet.';
  }
  if (found.look === 'once') return against.verdict === 'open' ? 'No difference is shown; what lies outside that range is ruled out.' : '';
  if (against.verdict !== 'open') return 'You may stop now.';
  return against.sureAt === undefined
    ? 'You may stop for lack of an effect: none is in sight.'
    : `You may go on: an effect as large as it looks now (${signed(against.difference.value, outcome)}) would be sure after about ${roughly(against.sureAt - found.rows)} more ${unit}s.`;
}

/** Two digits: it is no better known than that. */
const roughly = (n: number): string => Number(n.toPrecision(2)).toLocaleString('en');

function tableOf(outcome: OutcomeFindings, { arms, look }: AnalysedFile, { colour }: Look): string[] {
  const title = `${outcome.name}${outcome.kind === 'rate' ? ', share of yes' : ', mean'}${outcome.better === 'lower' ? ', lower is better' : ''}`;
  const shown = (v: number): string => (outcome.kind === 'rate' ? percent(v) : figure(v));
  const rows = outcome.arms.map(({ arm, mean }, a) => {
    const against = outcome.against[a - 1];
    if (!against) return [arm, shown(mean), '', '', '', ''];
    const { difference, relative, pValue, verdict } = against;
    return [
      arm,
      shown(mean),
      signedInterval(difference, outcome),
      relative ? relativeText(relative) : '–',
      pText(pValue),
      VERDICTS[look][verdict],
    ];
  });
  const head = `${percent(outcome.level)} interval${look === 'always' ? ', at every look' : ''}`;
  const columns = [title, 'value', `against ${arms[0].arm} (${head})`, 'in percent', 'p', ''];
  return [
    ...textTable(
      columns.map((name, i) => ({ title: name, align: i === 0 || i === 5 ? 'left' : 'right' })),
      rows,
      { title: paint(colour).dim },
    ),
    ...(outcome.adjusted
      ? [
          `What was known before explains ${percent(outcome.adjusted.varianceReduction)} of the variance: as good as ${figure(1 / (1 - outcome.adjusted.varianceReduction), 2)} times the rows.`,
        ]
      : []),
  ];
}

const VERDICTS = {
  always: { better: 'better', worse: 'worse', open: 'not decided', early: 'too early', none: 'no verdict' },
  once: { better: 'better', worse: 'worse', open: 'no difference shown', early: 'too early', none: 'no verdict' },
} as const;

function smallPrint({ look, planned, outcomes }: AnalysedFile): string[] {
  return [
    look === 'always'
      ? `The intervals hold at every look at once, tightest at ${planned!.toLocaleString('en')} rows. Look as often as you like.`
      : 'The intervals hold for one look, at an end that was fixed beforehand. If you looked before: leave --once out.',
    ...(outcomes.length > 1
      ? [`"${outcomes[0].name}" decides. Of the others only those are called that stand out among ${outcomes.length - 1}.`]
      : []),
  ];
}

/** Of a rate in points of percent. */
const amount = (value: number, { kind }: OutcomeFindings): string => figure(kind === 'rate' ? 100 * value : value, 3);
const signed = (value: number, outcome: OutcomeFindings): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${amount(Math.abs(value), outcome)}${outcome.kind === 'rate' ? ' points' : ''}`;
const signedPercent = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;
const signedInterval = ({ value, low, high }: Interval, outcome: OutcomeFindings): string => {
  const [v, l, h] = [value, low, high].map((x) => signed(x, outcome).replace(' points', ''));
  return `${v} (${l} … ${h})${outcome.kind === 'rate' ? ' points' : ''}`;
};
const relativeText = ({ value, low, high }: Interval): string => `${signedPercent(value)} (${signedPercent(low)} … ${signedPercent(high)})`;
const pText = (p: number): string => (p < 1e-4 ? '<0.0001' : figure(p, 2));
