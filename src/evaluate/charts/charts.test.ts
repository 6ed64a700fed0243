import { describe, expect, it } from 'vitest';
import { random, sigmoid } from '../../core/index.js';
import { evaluate } from '../evaluate.js';
import type { Dependence, PairTable } from '../explain/index.js';
import * as charts from './index.js';
import { escaped, fixed, shortened, tag } from './svg.js';
import { decimalsOf, niceDomain, niceTicks } from './ticks.js';

/** Reads SVG text strictly: every tag closed in order, attributes quoted and named once; returns the words between tags. */
function read(svg: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const text = /^[^<>]+/.exec(rest)?.[0];
    const close = /^<\/([a-z]+)>/.exec(rest);
    const start = /^<([a-zA-Z]+)((?: [a-zA-Z][a-zA-Z0-9-]*="[^"<>]*")*)(\/?)>/.exec(rest);
    if (text !== undefined) found.push(text);
    else if (close) expect(open.pop()).toBe(close[1]);
    else if (start) {
      const names = [...start[2].matchAll(/ ([a-zA-Z][a-zA-Z0-9-]*)="/g)].map((m) => m[1]);
      expect(new Set(names).size).toBe(names.length);
      if (start[3] === '') open.push(start[1]);
    } else throw new Error(`not well-formed at ${rest.slice(0, 60)}`);
    rest = rest.slice((text ?? close?.[0] ?? start![0]).length);
  }
  expect(open).toEqual([]);
  for (const words of found) expect(words).not.toMatch(/&(?!(?:amp|lt|gt|quot);)/);
  return found;
}

const hostile = `<script>"&'\u0000</text> \ud800 ]]> ${'x'.repeat(80)}`;
const stream = random(2, 'charts');
const signal = Float64Array.from({ length: 500 }, () => stream.normal());
const y = signal.map((s) => (stream.uniform() < sigmoid(s) ? 1 : 0));
const payoff = { act: hostile, cost: 3, valueIfRight: 9, currency: '€' };
const binary = evaluate({
  task: 'binary',
  classes: 1,
  y,
  margins: signal,
  labels: ['No', hostile],
  payoff,
  rule: y,
  seed: 1,
  resamples: 50,
});
const regression = evaluate({ task: 'regression', classes: 1, y: signal, margins: signal.map((s) => s * 0.8), seed: 1, resamples: 50 });
const dependence: Dependence[] = [
  { feature: hostile, kind: 'category', points: [{ value: hostile, share: 1, mean: 0.2, low: 0.1, high: 0.3 }], rows: [] },
  {
    feature: 'n',
    kind: 'number',
    points: [
      { value: 1, share: 0.5, mean: 0.2, low: 0.1, high: 0.3 },
      { value: 2, share: 0.4, mean: 0.6, low: 0.5, high: 0.7 },
      { value: null, share: 0.1, mean: 0.4, low: 0.4, high: 0.4 },
    ],
    rows: [],
  },
];

const pair: PairTable = {
  features: [hostile, 'age'],
  groups: [
    [{ kind: 'levels', names: [hostile, 'b'] }, { kind: 'missing' }],
    [
      { kind: 'range', to: 18 },
      { kind: 'range', from: 18, to: 65.5 },
      { kind: 'range', from: 65.5 },
    ],
  ],
  scores: [
    [-0.412, 1e-9, 1.04],
    [0.3, NaN, -0.06],
  ],
};

const some = (value: number) => ({ value, low: value - 0.02, high: value + 0.02 });
const byLength = (of: number) => ({ 'ndcg@5': some(of), 'ndcg@10': some(of * 1.1), 'ndcg@20': some(of * 1.3) });
const shown = (coverage: number) => ({
  coverage,
  gini: 0.9,
  lorenz: [[0, 0] as const, [0.5, 0.1] as const, [1, 1] as const],
  novelty: some(3),
  popularity: some(0.2),
});

const drawings: Record<string, () => string> = {
  listLengths: () =>
    charts.listLengthsChart(
      {
        ks: [5, 10, 20],
        metrics: byLength(0.2),
        baseline: { popularity: byLength(0.1), random: { 'ndcg@5': 0.01, 'ndcg@10': 0.01, 'ndcg@20': 0.02 } },
      },
      'ndcg',
      hostile,
    ),
  exposure: () => charts.exposureChart({ k: 10, lists: shown(0.3), popularity: shown(0.05), taken: shown(0.7) }, hostile),
  listSegments: () =>
    charts.listSegmentsChart([{ name: hostile, of: 'users', users: 20, metrics: byLength(0.2), baseline: { 'ndcg@10': 0 } }], 'ndcg@10'),
  roc: () => charts.rocChart(binary.ranking!, binary.metrics['auc'], 0.4),
  precisionRecall: () => charts.precisionRecallChart(binary.ranking!, 0.4),
  gain: () => charts.gainChart(binary.ranking!, 0.4),
  lift: () => charts.liftChart(binary.ranking!),
  payoff: () => charts.payoffChart(binary.money!),
  policies: () => charts.policiesChart(binary.money!),
  calibration: () => charts.calibrationChart(binary.calibration!),
  scores: () => charts.scoresChart(binary.scores!, binary.labels!, 0.4),
  confusion: () => charts.confusionChart(binary.confusion!),
  residuals: () => charts.residualsChart(regression.residuals!, hostile),
  errors: () => charts.errorsChart(regression.residuals!, hostile),
  importance: () => charts.importanceChart([{ feature: hostile, value: 2, share: 1 }]),
  leaderboard: () =>
    charts.leaderboardChart(
      [
        { name: hostile, mean: 0.3, standardError: 0.1 },
        { name: 'none', mean: NaN, standardError: NaN },
      ],
      'rmse',
    ),
  terms: () =>
    charts.termsChart(
      dependence.map((d, i) => ({ ...d, strength: i, points: d.points.map((p) => ({ ...p, mean: p.mean - 0.3 })) })),
      hostile,
    ),
  pair: () => charts.pairChart(pair, hostile),
  dependence: () => charts.dependenceCharts(dependence, { style: 'percent' }, hostile),
};

describe('every chart', () => {
  for (const [name, draw] of Object.entries(drawings)) {
    it(`${name}: well-formed, told in words, bounded, the same twice`, () => {
      const svg = draw();
      const texts = read(svg);
      expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null|<script|style=| id=|https?:(?!\/\/www\.w3\.org\/2000\/svg")/);
      expect(svg).not.toMatch(/ (?:d|[xy][12]?|c[xy]|r|width|height)="[^"]*\d\.\d{3}/);
      expect(texts.length).toBeGreaterThan(4);
      expect(svg.length).toBeLessThan(40_000);
      expect(draw()).toBe(svg);
    });
  }

  it('draws nothing where there is nothing, and still stands', () => {
    const head = { title: 'empty', desc: 'no rows' };
    const axis = { label: 'x' };
    for (const svg of [
      charts.barChart({ ...head, rows: [] }),
      charts.lineChart({ ...head, x: axis, y: axis, series: [] }),
      charts.scatterChart({ ...head, x: axis, y: axis, points: [] }),
      charts.histogramChart({ ...head, x: axis, y: axis, groups: [{ name: 'a', histogram: { low: 0, width: 1, counts: [] } }] }),
      charts.reliabilityChart({ ...head, bins: [] }),
      charts.tableChart({ ...head, labels: [], counts: [] }),
      charts.dependenceChart({ ...head, features: [] }),
      charts.heatChart({ ...head, table: { features: ['a', 'b'], groups: [[], []], scores: [] } }),
      charts.lineChart({ ...head, x: axis, y: axis, series: [{ name: 'dot', points: [[3, 3]] }] }),
    ]) {
      read(svg);
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });
});

it('words below bars of long names keep within the picture', () => {
  const rows = Array.from({ length: 25 }, (_, i) => ({ name: `an item of a name as long as this, ${i}`, value: 25 - i }));
  const label = 'change of the share of users who see it';
  const svg = charts.barChart({ title: 't', desc: 'd', rows, label });
  const [, x] = new RegExp(`<text x="([\\d.]+)"[^>]*>${label} · 5 more not shown`).exec(svg)!;
  // At 11 pixels a letter takes 6 on average.
  expect(Number(x) + (6 * `${label} · 5 more not shown`.length) / 2).toBeLessThan(480);
});

it('bars say how many rows they leave out, and whiskers stand at the ends of the interval', () => {
  const rows = Array.from({ length: 25 }, (_, i) => ({ name: `f${i}`, value: 25 - i }));
  expect(read(charts.barChart({ title: 't', desc: 'd', rows }))).toEqual(expect.arrayContaining(['5 more not shown', 'f19']));
  const svg = charts.barChart({ title: 't', desc: 'd', rows: [{ name: 'a', value: 5, low: 0, high: 10 }] });
  const bar = /<rect x="([\d.]+)" width="([\d.]+)"/.exec(svg)!.slice(1).map(Number);
  const [line] = [...svg.matchAll(/<line x1="([\d.]+)" x2="([\d.]+)"/g)].map((m) => m.slice(1).map(Number)).filter(([x1, x2]) => x1 !== x2);
  expect(line[0]).toBeCloseTo(bar[0], 1);
  expect((line[0] + line[1]) / 2).toBeCloseTo(bar[0] + bar[1], 1);
});

it('a heat map is darker where the score is higher, says it in figures, and leaves cells without rows empty', () => {
  const svg = charts.heatChart({ title: 't', desc: 'd', table: pair });
  const found = read(svg);
  for (const figure of ['−0.4', '0.0', '+1.0', '+0.3', '18', '65.5', 'none']) expect(found).toContain(figure);
  expect(found).toContain('missing and above 65.5: −0.1');
  expect(found).toContain('missing and 18 to 65.5: no rows');
  const depths = [...svg.matchAll(/fill-opacity="([\d.]+)"/g)].map((m) => Number(m[1]));
  // By −0.412, 0, 1.04, 0.3 and −0.06.
  expect(depths.toSorted((a, b) => a - b)).toEqual([0, 4, 1, 3, 2].map((i) => depths[i]));
  expect([depths[0], depths[2]]).toEqual([0.04, 0.64]);
});

it('bars of levels stand on 0, on either side', () => {
  const level = (value: string, mean: number) => ({ value, mean, low: mean - 0.1, high: mean + 0.1 });
  const svg = charts.dependenceChart({
    title: 't',
    desc: 'd',
    bars: true,
    features: [{ feature: 'f', kind: 'category', points: [level('up', 2), level('down', -1)] }],
  });
  const [up, down] = [...svg.matchAll(/<rect [^>]*y="([\d.]+)"[^>]*height="([\d.]+)"/g)].map(([, y, height]) => [
    Number(y),
    Number(height),
  ]);
  expect(up[0] + up[1]).toBeCloseTo(down[0], 1);
  expect(up[1]).toBeCloseTo(2 * down[1], 1);
});

it('lines go from data to pixels: the diagonal of a frame runs from corner to corner', () => {
  const axis = { label: '', domain: [0, 2] as const };
  const svg = charts.lineChart({
    title: 't',
    desc: 'd',
    x: axis,
    y: axis,
    series: [
      {
        name: 's',
        points: [
          [0, 0],
          [1, 1],
          [2, 2],
        ],
      },
    ],
  });
  const [x0, y0, x1, y1, x2, y2] = /<path d="M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)L([\d.]+),([\d.]+)"/.exec(svg)!.slice(1).map(Number);
  expect([y0, y2]).toEqual([256, 58]);
  expect([x1, y1]).toEqual([(x0 + x2) / 2, (y0 + y2) / 2].map((v) => expect.closeTo(v, 1)));
});

describe('ticks', () => {
  it('are round numbers within the range', () => {
    expect(niceTicks(0, 1).values).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceTicks(0, 0.3, 3).values).toEqual([0, 0.1, 0.2, 0.3]);
    expect(niceTicks(-3, 9, 4).values).toEqual([-2.5, 0, 2.5, 5, 7.5]);
    expect(niceTicks(1e6, 1.1e6, 4).values).toEqual([1000000, 1025000, 1050000, 1075000, 1100000]);
  });
  it('widen a range, and give a single value room', () => {
    expect(niceDomain(0.3, 9.2)).toEqual([0, 10]);
    expect(niceDomain(5, 5)[0]).toBeLessThan(5);
    expect(niceDomain(0, 0)).toEqual([0, 1]);
    expect(niceDomain(Infinity, -Infinity)).toEqual([0, 1]);
  });
  it('know their decimals', () => {
    expect([100, 1, 0.5, 0.25, 0.2, 0.001, 2.5].map(decimalsOf)).toEqual([0, 0, 1, 2, 1, 3, 1]);
  });
});

const write = (style: charts.NumberStyle, step: number, ...values: number[]): string[] => values.map(charts.formatter(style, step));

it('numbers are written as the axis needs them', () => {
  expect(write({ style: 'number' }, 0.25, 0, 0.25, -1.5)).toEqual(['0.00', '0.25', '−1.50']);
  expect(write({ style: 'number' }, 500, 1500, 25_000)).toEqual(['1,500', '25.0k']);
  expect(write({ style: 'number' }, 1, 1_200_345)).toEqual(['1,200,345']);
  expect(write({ style: 'number' }, 5e5, 1.5e6)).toEqual(['1.5M']);
  expect(write({ style: 'percent' }, 0.2, 0.4, -0.2)).toEqual(['40%', '−20%']);
  expect(write({ style: 'percent' }, 0.005, 0.015)).toEqual(['1.5%']);
  expect(write({ style: 'money', currency: '$' }, 10, -30)).toEqual(['−$30']);
  expect(write({ style: 'money', currency: 'USD' }, 10, 1200)).toEqual(['USD\u00a01,200']);
  expect(write({ style: 'unit', unit: 'days' }, 1, 3)).toEqual(['3 days']);
  expect(charts.figureFormatter({ style: 'percent' }, 0.5)(0.9581)).toBe('95.8%');
  expect([0.1234, 12.3, 1234.5].map((n) => charts.figureFormatter({ style: 'number' }, n)(n))).toEqual(['0.123', '12.3', '1,235']);
});

it('text is escaped and shortened by characters, numbers are short', () => {
  expect(escaped('a<b & "c"\u0007\n')).toBe('a&lt;b &amp; &quot;c&quot;\ufffd ');
  expect(tag('text', { x: 1.23456, y: undefined }, 'k')).toBe('<text x="1.23">k</text>');
  expect([0, -0.001, 1 / 3, 100].map(fixed)).toEqual(['0', '0', '0.33', '100']);
  expect(shortened('Mädchen 😀😀😀', 10)).toBe('Mädchen 😀…');
});

it('bars have as many ticks as have words that keep apart', () => {
  const rows = ['value if right × 0.5', 'value if right × 1.5'].map((name, i) => ({ name, value: i === 0 ? -22.5 : 22.5 }));
  const ticksIn = (currency?: string): readonly string[] => {
    const texts = read(charts.barChart({ title: 't', desc: 'd', rows, style: { style: 'money', ...(currency ? { currency } : {}) } }));
    return texts.filter((one) => /^−?\D*\d+$/.test(one.trim()));
  };
  expect(ticksIn()).toEqual(['−20', '−10', '0', '10', '20']);
  expect(ticksIn('EUR')).toEqual(['−EUR\u00a020', 'EUR\u00a00', 'EUR\u00a020']);
});
