import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../core/index.js';
import { openEngine, type Engine } from '../data/index.js';
import { columnsOf, learn, type Node } from '../expr/index.js';
import { fillsOf } from './aggregates.js';
import { bracketedQuantiles } from './quantiles.js';
import { trainingView } from './training-view.js';

const rows = 120_001;
const draw = random(11, 'quantiles');
const columns = {
  normal: () => draw.normal(),
  wide: () => draw.normal() * 10 ** (draw.int(600) - 300),
  whole: () => draw.int(1000),
  holes: () => (draw.uniform() < 0.4 ? Number.NaN : draw.uniform()),
  zeros: () => (draw.uniform() < 0.9 ? 0 : draw.uniform()),
  same: () => 7,
  nothing: () => Number.NaN,
  ascending: (i: number) => i / 3,
};
const names = Object.keys(columns) as (keyof typeof columns)[];
const c = columnsOf(Object.fromEntries(names.map((name) => [name, 'number'])) as Record<keyof typeof columns, 'number'>);
const shares = [0.5, 0.25, 0.9, 0.999, 0, 1, 0.123456789];

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
  const values = Object.fromEntries(names.map((name) => [name, Float64Array.from({ length: rows }, (_, i) => columns[name](i))]));
  await engine.append('t', values);
});
afterAll(() => engine[Symbol.asyncDispose]());

/** The engine's own quantile, which sorts all values. */
async function whole(name: string, share: number): Promise<number | null> {
  const [{ q }] = await engine.rows(`SELECT quantile_cont("${name}", ${share}) AS q FROM t`);
  return q === null ? null : Number(q) + 0;
}

describe('bracketedQuantiles', () => {
  it.each(names)('gives the bits of a quantile over all values, or nothing: %s', async (name) => {
    const answers = await bracketedQuantiles(
      engine,
      't',
      rows,
      shares.map((share) => ({ node: c[name].node, share })),
    );
    const due = await Promise.all(shares.map((share) => whole(name, share)));
    expect(answers).toEqual(answers.map((answer, i) => (answer === undefined ? undefined : due[i])));
    const answered = answers.filter((answer) => answer !== undefined).length;
    // Ties at the ends of a bracket and ranks at the ends of the sample are left to the engine.
    expect(answered).toBeGreaterThanOrEqual({ zeros: 1, same: 0 }[name as string] ?? 4);
  });

  it('reads expressions', async () => {
    const [answer] = await bracketedQuantiles(engine, 't', rows, [{ node: c.ascending.mul(3).add(1).node, share: 0.5 }]);
    expect(answer).toBe(60_001);
  });

  it('fills what the plain way fills', async () => {
    const nodes = names.flatMap((name) => [learn.median(c[name]).node, learn.quantiles(c[name], 4).node]);
    const fill = async (view: { rows: number }): Promise<[string, Node][]> => {
      const whole = trainingView(
        engine,
        't',
        Int32Array.from({ length: rows }, (_, i) => i),
        new Float64Array(rows),
        1,
      );
      const holes = nodes.filter((node) => node.kind === 'learned');
      return [...(await fillsOf(engine, holes, { ...whole, ...view }))].toSorted(([a], [b]) => (a < b ? -1 : 1));
    };
    expect(await fill({ rows })).toEqual(await fill({ rows: 99_999 }));
  });
});
