import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import { fitForest } from './fit.js';
import { rootsOf, type Forest } from './forest.js';
import { gbdt } from './gbdt.js';
import type { Params } from '../params.js';
import { CATEGORY } from './tree.js';

/** What fixtures/make_lightgbm.py writes: fits of LightGBM 4 at small settings. */
interface Case {
  readonly name: string;
  readonly columns: readonly (readonly (number | null)[])[];
  readonly levels: readonly number[];
  readonly y: readonly number[];
  readonly weights: readonly number[] | null;
  readonly task: 'binary' | 'regression' | 'multiclass';
  readonly classes: number;
  readonly params: Params;
  readonly model: readonly (readonly PeerNode[])[];
  /** Margins; predictions where the loss is of a logarithm. */
  readonly scores: readonly number[];
  /** Of six rows, per output: one per column, then the base. On the logarithm where the loss is of one. */
  readonly contributions: readonly number[];
  /** Of six rows: columns × columns, as shap's TreeExplainer has them from LightGBM's trees; empty where it was not asked. */
  readonly interactions: readonly number[];
}

type PeerNode =
  | { readonly feature: number; readonly threshold: number | readonly number[]; readonly gain: number }
  | { readonly value: number; readonly count: number };

const { cases } = JSON.parse(readFileSync(new URL('fixtures/lightgbm.json', import.meta.url), 'utf8')) as { cases: readonly Case[] };
/** The peer's defaults, where they are not ours. */
const PEER = { l2: 0 };
const run = (params: Params) => ({ params: { ...PEER, ...params }, seed: 1, threads: 1, signal: new AbortController().signal });

function matrixOf({ columns, levels }: Case): Matrix {
  const of = (values: readonly (number | null)[], j: number): MatrixColumn =>
    levels[j] === 0
      ? { kind: 'number', name: `x${j}`, values: Float64Array.from(values, (v) => v ?? NaN) }
      : {
          kind: 'category',
          name: `x${j}`,
          levels: Array.from({ length: levels[j] }, (_, k) => `level ${k}`),
          codes: Int32Array.from(values, (v) => v ?? -1),
        };
  return { rows: columns[0].length, columns: columns.map(of) };
}

const inputOf = (c: Case) => ({
  task: c.task,
  classes: c.classes,
  x: matrixOf(c),
  y: Float64Array.from(c.y),
  ...(c.weights === null ? {} : { weights: Float64Array.from(c.weights) }),
});

function preorder(forest: Forest, node: number, shift: number, out: PeerNode[]): readonly PeerNode[] {
  if (node < 0) return [...out, { value: forest.value[-1 - node] + shift, count: forest.cover[-1 - node] }];
  const bits = forest.sets.subarray(forest.setStart[node], forest.setStart[node + 1]);
  const codes = [...bits].flatMap((word, w) =>
    Array.from({ length: 32 }, (_, i) => 32 * w + i).filter((code) => (word >>> (code % 32)) & 1),
  );
  const threshold = forest.kind[node] === CATEGORY ? codes : forest.threshold[node];
  const split = { feature: forest.column[node], threshold, gain: forest.gain[node] };
  const left = preorder(forest, forest.left[node], shift, [...out, split]);
  return preorder(forest, forest.right[node], shift, [...left]);
}

const close = (got: number, expected: number, relative: number): void =>
  expect(Math.abs(got - expected), `${got} for ${expected}`).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));

/** Contributions as ours are: those to a logarithm by the share that the logarithm's distance has in the mean's. */
function inUnits({ params, contributions }: Case, width: number): readonly number[] {
  if (!['poisson', 'gamma', 'tweedie'].includes(String(params['objective']))) return contributions;
  return contributions.map((effect, i) => {
    const first = i - (i % (width + 1));
    const [total, base] = [contributions.slice(first, first + width).reduce((a, b) => a + b, 0), contributions[first + width]];
    if (i === first + width) return Math.exp(base);
    return total === 0 ? effect * Math.exp(base) : (effect * (Math.exp(base + total) - Math.exp(base))) / total;
  });
}

describe.each(cases)('LightGBM: $name', (c) => {
  it('has the same trees', async () => {
    const forest = await fitForest(inputOf(c), run(c.params));
    const roots = rootsOf(forest);
    expect(roots.length).toBe(c.model.length);
    c.model.forEach((expected, t) => {
      const shift = t < forest.outputs ? forest.base[t] : 0;
      const got = preorder(forest, roots[t], shift, []);
      expect(got.length).toBe(expected.length);
      expected.forEach((peer, i) => {
        const ours = got[i];
        if ('value' in peer && 'value' in ours) {
          expect(ours.count).toBe(peer.count);
          close(ours.value, peer.value, 2e-6);
        } else if ('feature' in peer && 'feature' in ours) {
          expect(ours.feature).toBe(peer.feature);
          if (typeof peer.threshold === 'number') close(ours.threshold as number, peer.threshold, 1e-12);
          else expect(ours.threshold).toEqual([...peer.threshold].toSorted((x, y) => x - y));
          close(ours.gain, peer.gain, 1e-4);
        } else expect.unreachable('a split where LightGBM has a leaf, or a leaf where it has a split');
      });
    });
  });

  it('has the same scores and contributions', async () => {
    const input = inputOf(c);
    const predictor = await gbdt.fit(input, run(c.params));
    const margins = new Float64Array(input.x.rows * predictor.outputs);
    predictor.predict(input.x, margins);
    c.scores.forEach((score, i) => close(margins[i], score, 2e-6));
    const { base, effects } = predictor.contributions!(input.x);
    const width = input.x.columns.length;
    inUnits(c, width).forEach((expected, i) => {
      const [place, j] = [Math.floor(i / (width + 1)), i % (width + 1)];
      close(j === width ? base[place % predictor.outputs] : effects[place * width + j], expected, 1e-5);
    });
  });
});

describe.each(cases.filter(({ interactions }) => interactions.length > 0))('shap, on the trees of LightGBM: $name', (c) => {
  it('has the same interaction values', async () => {
    const input = inputOf(c);
    const predictor = await gbdt.fit(input, run(c.params));
    const { effects } = predictor.interactions!(input.x);
    c.interactions.forEach((expected, i) => close(effects[i], expected, 1e-5));
  });
});
