import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rowOf, type Matrix } from '../../core/index.js';
import { expectedPath } from './forest.js';
import { isolationForest } from './isolation-forest.js';

const run = (seed: number, params = {}) => ({ params, seed, threads: 1, signal: new AbortController().signal });
const number = (name: string, values: Iterable<number>) => ({ kind: 'number' as const, name, values: Float64Array.from(values) });

async function scoresOf(x: Matrix, seed: number, params = {}): Promise<Float64Array> {
  const predictor = await isolationForest.fit({ task: 'outlier', x }, run(seed, params));
  const out = new Float64Array(x.rows);
  predictor.predict(x, out);
  return out;
}

describe('isolation forest', () => {
  it('c(n) as the paper has it', () => {
    expect([0, 1, 2].map(expectedPath)).toEqual([0, 0, 1]);
    // 2 (ln 255 + 0.5772156649) − 2 · 255 / 256
    expect(expectedPath(256)).toBeCloseTo(10.2448, 4);
  });

  it('by hand: of two rows each is alone after one question, which is what is expected', async () => {
    // one split: paths of 1, c(2) = 1, scores 2^−1
    expect([...(await scoresOf({ rows: 2, columns: [number('x', [0, 1])] }, 1))]).toEqual([0.5, 0.5]);
  });

  it('a level that nearly nobody has is odd, and a missing value is not', async () => {
    const codes = Int32Array.from({ length: 256 }, (_, i) => (i === 0 ? 2 : i === 1 ? -1 : i % 2));
    const x: Matrix = {
      rows: 256,
      columns: [
        number(
          'n',
          Array.from(codes, (_, i) => i % 16),
        ),
        { kind: 'category', name: 'c', levels: ['a', 'b', 'rare'], codes },
      ],
    };
    const scores = await scoresOf(x, 1, { trees: 200 });
    const usual = scores.subarray(2).toSorted()[127];
    expect(scores[0]).toBeGreaterThan(scores.subarray(1).reduce((a, b) => Math.max(a, b)));
    expect(scores[1]).toBeLessThan((scores[0] + usual) / 2);
  });

  it('numbers without a gap, whatever the number of rows: the batch is the rows, to the bit', async () => {
    for (const rows of [2, 5, 300, 2051]) {
      const x: Matrix = {
        rows,
        columns: [
          number(
            'a',
            Array.from({ length: rows }, (_, i) => (i * 7919) % 101),
          ),
          number(
            'b',
            Array.from({ length: rows }, (_, i) => (i * i) % 37),
          ),
        ],
      };
      const predictor = await isolationForest.fit({ task: 'outlier', x }, run(3, { trees: 20 }));
      const [batch, one] = [new Float64Array(rows), new Float64Array(1)];
      predictor.predict(x, batch);
      for (let i = 0; i < rows; i++) {
        predictor.predictRow(rowOf(x, i), one);
        expect(batch[i]).toBe(one[0]);
      }
    }
  });

  it('names the column that makes a row odd', async () => {
    const x: Matrix = {
      rows: 300,
      columns: [
        number(
          'usual',
          Array.from({ length: 300 }, (_, i) => i % 17),
        ),
        number(
          'odd',
          Array.from({ length: 300 }, (_, i) => (i === 5 ? 1000 : i % 13)),
        ),
      ],
    };
    const predictor = await isolationForest.fit({ task: 'outlier', x }, run(1));
    const { effects } = predictor.contributions!(x);
    expect(effects[5 * 2 + 1]).toBeGreaterThan(0.1);
    expect(Math.abs(effects[5 * 2])).toBeLessThan(0.1);
  });
});

const file = new URL('../../../../shared/data/mammography/mammography.csv', import.meta.url);
const peer = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as { auc: { mean: number } };

describe.skipIf(!existsSync(file))('mammography without its labels (needs ../shared/data)', () => {
  it('finds the malignant as well as scikit-learn does: mean AUC of ten seeds', async () => {
    const rows = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(','));
    const x: Matrix = {
      rows: rows.length,
      columns: Array.from({ length: 6 }, (_, j) =>
        number(
          `c${j}`,
          rows.map((row) => Number(row[j])),
        ),
      ),
    };
    const malignant = rows.map((row) => row[6].includes("'1'"));
    const aucs: number[] = [];
    for (let seed = 0; seed < 10; seed++) aucs.push(aucOf(await scoresOf(x, seed), malignant));
    const mean = aucs.reduce((a, b) => a + b, 0) / 10;
    expect(mean).toBeGreaterThanOrEqual(0.85);
    expect(mean).toBeGreaterThanOrEqual(peer.auc.mean - 0.01);
  });
});

/** Mann–Whitney; equal scores of an odd and a usual row do not occur but by chance, and then count as the order has them. */
function aucOf(scores: Float64Array, positive: readonly boolean[]): number {
  const order = Uint32Array.from(scores.keys()).toSorted((a, b) => scores[a] - scores[b]);
  let [negatives, wins] = [0, 0];
  for (const i of order) {
    if (positive[i]) wins += negatives;
    else negatives++;
  }
  return wins / (negatives * (scores.length - negatives));
}
