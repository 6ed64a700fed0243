import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  callNode,
  columnNode,
  compileValues,
  literalNode,
  ops,
  selectSql,
  typeOf,
  type CaseValue,
  type LiteralValue,
  type Node,
  type Op,
  type Signature,
  type Value,
  type ValueType,
} from '../../src/expr/index.js';
import { sameValue } from './cells.js';
import { testEngine, type TestEngine } from './engine.js';

let engine: TestEngine;
beforeAll(async () => void (engine = await testEngine()));
afterAll(() => engine.close());

const typeName = (arg: string): ValueType => arg.replace('=', '') as ValueType;
const json = (value: CaseValue): LiteralValue => (value instanceof Date ? value.getTime() : value);

function fits(value: CaseValue, type: ValueType): boolean {
  if (value === null) return true;
  if (Array.isArray(value))
    return value.length === 0 ? type === 'numbers' || type === 'texts' : type === (typeof value[0] === 'number' ? 'numbers' : 'texts');
  if (value instanceof Date) return type === 'time';
  return { number: 'number', string: 'text', boolean: 'bool' }[typeof value as 'number'] === type;
}

/** The signature with as many arguments as a case has. */
const spread = ({ args, rest, out }: Signature, count: number): Signature =>
  rest === undefined ? { args, out } : { args: [...args, ...Array.from({ length: count - args.length }, () => rest)], out };

function signatureOf(op: Op, args: readonly CaseValue[]): Signature {
  const signature = op.types
    .map((s) => (s.rest === undefined ? s : spread(s, args.length)))
    .find((s) => s.args.length === args.length && s.args.every((type, i) => fits(args[i], typeName(type))));
  if (signature === undefined) throw new Error(`no signature takes ${JSON.stringify(args)}`);
  return signature;
}

/** The written cases, and for each signature of a strict op one case per argument that may be null. */
function casesOf(op: Op): readonly { readonly args: readonly CaseValue[]; readonly result: CaseValue; readonly signature: Signature }[] {
  const written = op.cases.map(([args, result]) => ({ args, result, signature: signatureOf(op, args) }));
  const whole = written.filter(({ args }) => args.every((arg) => arg !== null));
  const nulls = whole.flatMap(({ args, signature }) =>
    signature.args.flatMap((type, i) =>
      type.startsWith('=') || type.endsWith('s') ? [] : [{ args: args.with(i, null), result: null, signature }],
    ),
  );
  return op.nulls === 'strict' ? [...written, ...nulls] : written;
}

const names = Object.keys(ops) as (keyof typeof ops)[];

describe.each(names)('%s', (name) => {
  const op = ops[name];
  const cases = casesOf(op);

  it('has cases of every kind', () => {
    expect(op.cases.length).toBeGreaterThanOrEqual(3);
    for (const signature of op.types)
      expect(
        cases.some((c) => c.signature === signature || signature.rest !== undefined),
        JSON.stringify(signature),
      ).toBe(true);
    if (op.total !== true && op.types[0].args[0] !== 'numbers') expect(cases.some((c) => c.result === null)).toBe(true);
  });

  /** Arguments as literals, and as columns (constants stay literals). */
  const nodes = (columns: boolean): readonly Node[] =>
    cases.map(({ args, signature }, i) => {
      const node = (arg: CaseValue, j: number): Node => {
        const type = typeName(signature.args[j]);
        const fixed = !columns || signature.args[j].startsWith('=') || type === 'numbers' || type === 'texts';
        return fixed ? literalNode(type, json(arg)) : columnNode(`a${i}_${j}`, type);
      };
      return callNode(name, ...args.map(node));
    });

  const row = Object.fromEntries(cases.flatMap(({ args }, i) => args.map((arg, j) => [`a${i}_${j}`, json(arg)])));

  function check(results: Readonly<Record<string, unknown>>): void {
    cases.forEach(({ args, result, signature }, i) => {
      const got = results[`r${i}`];
      expect(
        sameValue(got, json(result), op.approximate === true),
        `${name}(${JSON.stringify(args)}): ${signature.out} ${JSON.stringify(result)}, got ${String(got)}`,
      ).toBe(true);
    });
  }
  const outputs = (columns: boolean) => nodes(columns).map((node, i) => ({ name: `r${i}`, node }));

  it('has the declared type', () => {
    outputs(true).forEach(({ node }, i) => expect(typeOf(node)).toBe(cases[i].signature.out));
  });

  it.each([true, false])('generated code, columns %s', (columns) => {
    check(compileValues(outputs(columns))(row));
  });

  it.each([true, false])('interpreter, columns %s', (columns) => {
    check(compileValues(outputs(columns), { mode: 'closures' })(row) as Record<string, Value>);
  });

  it.each([true, false])('DuckDB, columns %s', async (columns) => {
    const [result] = await engine.rows(selectSql({ outputs: outputs(columns), from: `(${caseTable(cases)})` }));
    check(result);
  });
});

/** A table of one row that holds every argument of every case, in the types that tables have. */
function caseTable(cases: ReturnType<typeof casesOf>): string {
  const sqlTypes: Partial<Record<ValueType, string>> = { number: 'DOUBLE', text: 'VARCHAR', bool: 'BOOLEAN', time: 'TIMESTAMP' };
  const cells = cases.flatMap(({ args, signature }, i) =>
    args.flatMap((arg, j) => {
      const type = sqlTypes[typeName(signature.args[j])];
      return type === undefined ? [] : [`CAST(${cellSql(arg)} AS ${type}) AS a${i}_${j}`];
    }),
  );
  return `SELECT ${cells.join(', ')}`;
}

function cellSql(arg: CaseValue): string {
  if (arg === null) return 'NULL';
  if (arg instanceof Date) return `make_timestamp_ms(${arg.getTime()})`;
  if (typeof arg === 'string') return `'${arg.replaceAll("'", "''")}'`;
  return typeof arg === 'number' ? `'${arg}'` : String(arg);
}
