import { expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { gbdtWith } from './gbdt.js';
import { lambdaRank } from './objective-rank.js';
import { runOf } from './testing-data.js';

const { log2 } = Math;

it('pulls a pair by its doubt and by what swapping it costs, by hand', () => {
  // One query, grades 1 and 0 at equal margins: ideal gain 1, a swap costs 1 − 1 / log2(3), doubt 1/2.
  const out = new Float64Array(4);
  lambdaRank({ groups: [2] }).gradients(Float64Array.of(0, 0), Float64Array.of(0, 1), undefined, [out]);
  const pull = (1 - 1 / log2(3)) / 2;
  expect([...out]).toEqual([pull, pull / 2, -pull, pull / 2].map((v) => expect.closeTo(v, 12)));
});

it('measures 1 − NDCG by hand, over queries with a grade', () => {
  const { loss } = lambdaRank({ groups: [3, 2] });
  const y = Float64Array.of(2, 0, 1, 0, 0);
  // Ranked 0, 1, 2: gains 0, 3 / log2(3), 1 / 2 of at best 3 + 1 / log2(3).
  const ndcg = (3 / log2(3) + 1 / 2) / (3 + 1 / log2(3));
  expect(loss(Float64Array.of(1, 2, 0, 5, 4), y, undefined)).toBeCloseTo(1 - ndcg, 12);
  expect(loss(Float64Array.of(3, 1, 2, 5, 4), y, undefined)).toBe(0);
  // Grades need not be whole: of 1.5 and 0.5 the lesser comes first.
  const [more, less] = [2 ** 1.5 - 1, 2 ** 0.5 - 1];
  const turned = lambdaRank({ groups: [2] }).loss(Float64Array.of(0, 1), Float64Array.of(1.5, 0.5), undefined);
  expect(turned).toBeCloseTo(1 - (less + more / log2(3)) / (more + less / log2(3)), 12);
});

it('weighs a row by what pulls at it, and a query by the mean of its rows', () => {
  const y = Float64Array.of(0, 1, 1, 0);
  const weights = Float64Array.of(1, 3, 0.5, 0.5);
  const objective = lambdaRank({ groups: [2, 2] });
  const [plain, weighed] = [new Float64Array(8), new Float64Array(8)];
  objective.gradients(new Float64Array(4), y, undefined, [plain]);
  objective.gradients(new Float64Array(4), y, weights, [weighed]);
  weighed.forEach((v, at) => expect(v).toBe(plain[at] * weights[at >> 1]));
  // The first query is ranked wrong: 1 / log2(3) of at best 1; the second right. They count 2 and 0.5.
  const margins = Float64Array.of(1, 0, 1, 0);
  expect(objective.loss(margins, y, weights)).toBeCloseTo(1 - (2 / log2(3) + 0.5) / 2.5, 12);
});

it('refuses queries that have not all rows', async () => {
  const x = { rows: 4, columns: [] };
  const input = { task: 'regression' as const, classes: 1, x, y: Float64Array.of(0, 1, 2, 0) };
  const fault = { code: 'MW_LEARN_LENGTH', params: { field: '"groups" of lambdaRank', entries: 3, rows: 4 } };
  await expect(gbdtWith(lambdaRank({ groups: [2, 1] })).fit(input, runOf())).rejects.toMatchObject(fault);
  const short = gbdtWith(lambdaRank({ groups: [4], validationGroups: [3] })).fit(
    { ...input, validation: input },
    runOf({ earlyStoppingRounds: 1 }),
  );
  await expect(short).rejects.toMatchObject({ code: 'MW_LEARN_LENGTH', params: { field: '"validationGroups" of lambdaRank' } });
});

it('learns to rank where the level of a query says nothing', async () => {
  const draws = random(3, 'rank');
  const [queries, size] = [120, 8];
  const rows = queries * size;
  const signal = Float64Array.from({ length: rows }, () => draws.uniform());
  const level = Float64Array.from({ length: rows }, (_, i) => Math.sin(Math.floor(i / size)) * 5);
  const y = signal.map((s) => Math.floor(4 * s * s));
  const groups = Array.from({ length: queries }, () => size);
  const x = {
    rows,
    columns: [
      { kind: 'number' as const, name: 'signal', values: signal.map((s, i) => s + level[i]) },
      { kind: 'number' as const, name: 'level', values: level },
    ],
  };
  const objective = lambdaRank({ groups });
  const p = await gbdtWith(objective).fit({ task: 'regression', classes: 1, x, y }, runOf({ trees: 40, leaves: 15, l2: 0 }));
  const margins = new Float64Array(rows);
  p.predict(x, margins);
  expect(objective.loss(margins, y, undefined)).toBeLessThan(0.02);
  expect(
    objective.loss(
      signal.map((_, i) => (i * 7) % 13),
      y,
      undefined,
    ),
  ).toBeGreaterThan(0.1);
});
