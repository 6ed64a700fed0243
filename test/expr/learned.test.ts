import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkNode,
  columnNode,
  holesOf,
  keyOf,
  learn,
  learnedNode,
  learnedRules,
  literalNode,
  printNode,
  substitute,
  typeOf,
  type AggregateValue,
  type Rule,
  type ValueType,
} from '../../src/expr/index.js';
import { columnsOf } from '../../src/expr/index.js';
import { testEngine, type TestEngine } from './engine.js';

let engine: TestEngine;
beforeAll(async () => void (engine = await testEngine()));
afterAll(() => engine.close());

type Cell = number | string | Date | null;

function cellSql(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (cell instanceof Date) return `${cell.getTime()}e0`;
  return typeof cell === 'number' ? `${cell}::DOUBLE` : `'${cell}'`;
}

const typeOfCells = (cells: readonly Cell[], rule: Rule): ValueType =>
  cells.some((cell) => cell instanceof Date) ? 'time' : (rule.types[0].args[0] as ValueType);

async function aggregated(
  rule: Rule,
  cells: readonly Cell[],
  options: Readonly<Record<string, number | string | boolean>>,
): Promise<Record<string, AggregateValue>> {
  const texts = Object.entries(rule.aggregates).map(([name, { sql }]) => `${(sql.duckdb ?? sql.common)!(['x'], options)} AS ${name}`);
  const sqlType = typeOfCells(cells, rule) === 'text' ? 'VARCHAR' : 'DOUBLE';
  const [row] = await engine.rows(
    `SELECT ${texts.join(', ')} FROM (SELECT CAST(x AS ${sqlType}) AS x FROM (VALUES ${cells.map((cell) => `(${cellSql(cell)})`).join(', ')}) v(x))`,
  );
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((v) => (typeof v === 'bigint' ? Number(v) : v)) : value,
    ]),
  ) as Record<string, AggregateValue>;
}

function withDefaults(rule: Rule, options: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, number | string | boolean>> {
  return Object.fromEntries(Object.entries(rule.options).map(([name, spec]) => [name, (options[name] ?? spec.default) as number]));
}

describe.each(Object.entries(learnedRules).filter(([, rule]) => rule.needsTarget !== true && rule.needsRows !== true))(
  'learn.%s',
  (name, rule) => {
    it('has cases', () => expect(rule.cases.length).toBeGreaterThan(0));

    it.each(rule.cases.map((c) => [JSON.stringify([c.rows, c.options]), c] as const))('%s', async (_words, { rows, options, gives }) => {
      const cells = rows.map(([cell]) => cell);
      const type = typeOfCells(cells, rule);
      const x = columnNode('x', type);
      const hole = learnedNode(name, [x], withDefaults(rule, options));
      for (const order of [cells, cells.toReversed()]) {
        const filled = rule.fill(await aggregated(rule, order, hole.options), [x], hole.options, typeOf(hole));
        expect(printNode(filled)).toBe(gives);
        expect(typeOf(filled)).toBe(typeOf(hole));
        expect(checkNode(JSON.parse(JSON.stringify(filled)), { fitted: true, columns: { x: type } })).toEqual(filled);
      }
    });
  },
);

const withOptions = (options: object) => () => learn.category(columnsOf({ s: 'text' }).s, options);

describe('holes', () => {
  const c = columnsOf({ a: 'number', s: 'text' });

  it('are found once each, inner ones first', () => {
    const outer = learn.mean(c.a.sub(learn.median(c.a)));
    expect(holesOf([outer.node, learn.median(c.a).add(1).node]).map((hole) => hole.rule)).toEqual(['median', 'mean']);
  });

  it('are filled where the content is the same, however the node came about', () => {
    const node = c.a.gt(learn.quantile(c.a, 0.9)).node;
    const copy = JSON.parse(JSON.stringify(node)) as typeof node;
    const [hole] = holesOf([node]);
    expect(printNode(substitute(copy, new Map([[keyOf(hole), literalNode('number', 70)]])))).toBe('a > 70');
  });

  it('of a scale hold for columns of one value', () => {
    const node = learn.scale(c.a).node;
    expect(printNode(node)).toBe('(a - learn.mean(a)) / coalesce(nullIf(learn.std(a), 0), 1)');
  });

  it('of target means are filled with a table and the overall mean', () => {
    const { fill } = learnedRules.targetMean;
    const filled = fill({ levels: ['a', 'b'], means: [0.1, 0.9], prior: 0.3 }, [c.s.node], {}, 'number');
    expect(printNode(filled)).toBe('coalesce(lookup(s, ["a", "b"], [0.1, 0.9]), 0.3)');
  });

  it('refuse options that do not exist or are out of range, in words', () => {
    expect(withOptions({ max: 0 })).toThrow('"max" of learn.category must be a whole number from 1 to 10000, got 0');
    expect(withOptions({ maxx: 3 })).toThrow('learn.category has no option "maxx". Did you mean "max"?');
    expect(withOptions({ unseen: 'drop' })).toThrow('one of other, missing');
    expect(() => learn.quantile(c.a, 90)).toThrow('"p" of learn.quantile must be a number from 0 to 1, got 90');
  });
});
