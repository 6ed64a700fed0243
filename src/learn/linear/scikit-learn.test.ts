import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { Task } from '../learner.js';
import type { Params } from '../params.js';
import { fitLinear } from './fit.js';

interface Table {
  readonly columns: Readonly<Record<string, readonly (number | string)[]>>;
  readonly y: readonly number[];
}

interface Case {
  readonly name: string;
  readonly data: string;
  readonly task: Task;
  readonly params: Params;
  readonly weights?: readonly number[];
  readonly base: readonly number[];
  readonly slopes: Readonly<Record<string, readonly number[]>>;
  readonly levels: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  tables: Record<string, Table>;
  cases: readonly Case[];
};
const shared = new URL('../../../../shared/data/', import.meta.url);
const files: Record<string, { path: string; target: string; id?: string; positive?: string }> = {
  telco_churn: { path: 'telco_churn/Telco-Customer-Churn.csv', target: 'Churn', id: 'customerID', positive: 'Yes' },
  breast_cancer: { path: 'sklearn_small/breast_cancer.csv', target: 'target', positive: '1' },
  wine: { path: 'sklearn_small/wine.csv', target: 'target' },
};

/** Standard deviation of the one regression target here, to the whole number. */
const DIABETES_DEVIATION = 77;

const isNumeric = (texts: readonly string[]): boolean => texts.every((text) => Number.isFinite(Number(text)));
const toNumber = (text: string): number => (text.trim() === '' ? NaN : Number(text));

function tableOf(data: string): Table {
  if (fixture.tables[data]) return fixture.tables[data];
  const { path, target, id, positive } = files[data];
  const [header, ...rows] = readFileSync(new URL(path, shared), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const at = (name: string) => rows.map((row) => row[header.indexOf(name)]);
  const names = header.filter((name) => name !== target && name !== id);
  const columns = names.map((name) => [name, isNumeric(at(name)) ? at(name).map(toNumber) : at(name)] as const);
  return { columns: Object.fromEntries(columns), y: at(target).map((label) => (positive ? Number(label === positive) : Number(label))) };
}

function matrixOf({ columns, y }: Table): Matrix {
  return {
    rows: y.length,
    columns: Object.entries(columns).map(([name, cells]): MatrixColumn => {
      if (typeof cells[0] === 'number') return { kind: 'number', name, values: Float64Array.from(cells as number[]) };
      const levels = [...new Set(cells as string[])].toSorted();
      return { kind: 'category', name, levels, codes: Int32Array.from(cells, (cell) => levels.indexOf(cell as string)) };
    }),
  };
}

/** Base, slopes and levels of our fit in the fixture's form; slopes per standard deviation, in the fixture's order. */
async function fitted({ data, task, params, weights, base }: Case) {
  const table = tableOf(data);
  const x = matrixOf(table);
  const run = { params: { ...params, tolerance: 1e-9 }, seed: 0, threads: 1, signal: new AbortController().signal };
  const y = Float64Array.from(table.y);
  const classes = task === 'multiclass' ? base.length : 1;
  const model = await fitLinear({ task, classes, x, y, ...(weights ? { weights: Float64Array.from(weights) } : {}) }, run);
  const of = (values: Float64Array, from: number) => [...values.subarray(from * model.outputs, (from + 1) * model.outputs)];
  const slopes: Record<string, number[]> = {};
  const levels: Record<string, Record<string, number[]>> = {};
  x.columns.forEach((column, j) => {
    if (column.kind !== 'category') slopes[column.name] = of(model.slope, j);
    else levels[column.name] = Object.fromEntries(column.levels.map((level, i) => [level, of(model.effects, model.starts[j] + i)]));
  });
  return { base: [...model.base], slopes, levels };
}

/** Largest difference of two trees of numbers of one shape. */
function distance(a: unknown, b: unknown): number {
  if (typeof a === 'number') return Math.abs(a - (b as number));
  expect(Object.keys(a as object)).toEqual(Object.keys(b as object));
  return Math.max(0, ...Object.keys(a as object).map((key) => distance((a as never)[key], (b as never)[key])));
}

describe('coefficients are those of scikit-learn within 1e-6', () => {
  for (const one of fixture.cases) {
    const isThere = one.data in fixture.tables || existsSync(new URL(files[one.data].path, shared));
    it.skipIf(!isThere)(`${one.data}: ${one.name}${isThere ? '' : ' (needs ../shared/data)'}`, async () => {
      const ours = await fitted(one);
      const unit = one.task === 'regression' ? DIABETES_DEVIATION : 1;
      expect(distance(ours, { base: one.base, slopes: one.slopes, levels: one.levels }) / unit).toBeLessThan(1e-6);
    });
  }
});
