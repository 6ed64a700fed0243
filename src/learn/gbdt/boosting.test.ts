import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { headsOf, rowOf, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { FitInput, Learner, Predictor } from '../learner.js';
import { usualWorkings } from './boosting.js';
import { fitForest } from './fit.js';
import { gbdt, gbdtWith } from './gbdt.js';
import { lambdaRank } from './objective-rank.js';
import type { GbdtParams } from './params.js';
import { partsOf } from './parts.js';
import { runOf } from './testing-data.js';

/** What fixtures/make_boosting.py writes: scores of LightGBM 4 on its training rows. */
interface Case {
  readonly name: string;
  readonly task: 'regression' | 'binary';
  readonly columns: readonly (readonly (number | null)[])[];
  readonly levels: readonly number[];
  readonly y: readonly number[];
  readonly weights: readonly number[] | null;
  readonly groups: readonly number[] | null;
  readonly params: GbdtParams;
  readonly scores: readonly number[];
}

const { cases } = JSON.parse(readFileSync(new URL('fixtures/boosting.json', import.meta.url), 'utf8')) as { cases: readonly Case[] };

function matrixOf({ columns, levels }: Case): Matrix {
  const of = (values: readonly (number | null)[], j: number): MatrixColumn => {
    if (levels[j] === 0) return { kind: 'number', name: `x${j}`, values: Float64Array.from(values, (v) => v ?? NaN) };
    const codes = Int32Array.from(values, (v) => v ?? -1);
    return { kind: 'category', name: `x${j}`, levels: Array.from({ length: levels[j] }, (_, k) => `level ${k}`), codes };
  };
  return { rows: columns[0].length, columns: columns.map(of) };
}

const inputOf = (c: Case): FitInput => ({
  task: c.task,
  classes: 1,
  x: matrixOf(c),
  y: Float64Array.from(c.y),
  ...(c.weights === null ? {} : { weights: Float64Array.from(c.weights) }),
});

function scoresOf(p: Predictor, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows);
  p.predict(x, out);
  return out;
}

/** LightGBM's default, whatever ours is. */
const PEER = { l2: 0 };

/** LightGBM looks its sigmoid up in a table of 2^20 entries when it ranks. */
const TABLE_ERROR = 1e-4;

describe.each(cases)('LightGBM: $name', (c) => {
  const learner = c.groups === null ? gbdt : (gbdtWith(lambdaRank({ groups: c.groups })) as Learner);

  it('gives the same scores', async () => {
    const input = inputOf(c);
    const got = scoresOf(await learner.fit(input, runOf({ ...PEER, ...c.params })), input.x);
    const largest = c.scores.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
    c.scores.forEach((score, i) =>
      expect(Math.abs(got[i] - score)).toBeLessThanOrEqual((c.groups === null ? 2e-6 : TABLE_ERROR) * largest),
    );
  });

  it('is the same for a row alone, from its parts, and on any number of threads', async () => {
    const input = inputOf(c);
    const fitted = await learner.fit(input, runOf(c.params));
    const scores = scoresOf(fitted, input.x);
    const again = gbdt.fromParts(fitted.toParts(), headsOf(input.x));
    expect(scoresOf(again, input.x)).toEqual(scores);
    const out = new Float64Array(1);
    for (let i = 0; i < input.x.rows; i++) {
      again.predictRow(rowOf(input.x, i), out);
      expect(out[0]).toBe(scores[i]);
    }
    const workings = { ...usualWorkings, cellsPerThread: 1 };
    const own = c.groups === null ? {} : { objective: lambdaRank({ groups: c.groups }) };
    const forest = await fitForest(input, runOf(c.params, { threads: 2 }), { ...own, workings });
    expect(partsOf(forest)).toEqual(fitted.toParts());
  });
});
