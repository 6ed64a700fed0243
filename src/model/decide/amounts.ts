import type { AnyTask } from '../../core/index.js';
import type { Engine } from '../../data/index.js';
import { AMOUNTS, type AmountName, type Payoff } from '../../evaluate/index.js';
import { compileBlock, compileRow, duckdb, duckdbClean, selectSql, type BlockColumns } from '../../expr/index.js';
import { amountIn, namedAmounts, type Declared } from './declared.js';

/** The amounts of a payoff for some rows, and of which rows they are not known. */
export interface RowAmounts {
  readonly payoff: Payoff;
  /** Per row 0, or what is wrong with it: a place in {@link REASONS}. Absent where all rows have the same amounts. */
  readonly faults?: Uint8Array;
}

type Amounts = Pick<Declared, 'act' | 'currency' | AmountName>;

/** What can be wrong with a row's amounts; the first stands for nothing. */
export const REASONS: readonly string[] = ['', ...AMOUNTS.flatMap((name) => [`${name} is missing`, `${name} is negative`])];

/** A reason by the name that definitions of a task have for the amount. */
export const reasonIn = (task: AnyTask, reason: string): string => reason.replace(/^valueIfRight/, amountIn(task, 'valueIfRight'));

/** The amounts of all rows of a table in the engine, in the table's order. */
export async function amountsIn(engine: Engine, relation: string, declared: Amounts): Promise<RowAmounts> {
  const outputs = namedAmounts(declared).map(([name, node]) => ({ name, node }));
  if (outputs.length === 0) return settled(declared, {}, 0);
  const block = await engine.columns(selectSql({ outputs, from: duckdb.ident(relation), dialect: duckdbClean }));
  return settled(declared, Object.fromEntries(outputs.map(({ name }) => [name, block.number(name)])), block.rows);
}

/** The amounts of rows that are at hand column by column. */
export function amountsOfColumns(declared: Amounts, columns: BlockColumns, rows: number): RowAmounts {
  const outputs = namedAmounts(declared).map(([name, node]) => ({ name, node }));
  const found = outputs.length === 0 ? [] : compileBlock(outputs).run(columns, rows);
  return settled(declared, Object.fromEntries(found.map(({ name, values }) => [name, values as Float64Array])), rows);
}

/** Reads the amounts of one row after the other; equal to those of the engine by the proof of every expression. */
export function amountReader(declared: Amounts): (row: Readonly<Record<string, unknown>>) => RowAmounts {
  const outputs = namedAmounts(declared).map(([name, node]) => ({ name, node }));
  if (outputs.length === 0) {
    const same = settled(declared, {}, 1);
    return () => same;
  }
  const program = compileRow(outputs);
  const out = new Float64Array(program.width);
  return (row) => {
    program.run(row, out);
    return settled(declared, Object.fromEntries(outputs.map(({ name }, i) => [name, Float64Array.of(out[i])])), 1);
  };
}

/** A row without an amount, or with a negative one, has none at all: nobody acts on it. */
function settled(declared: Amounts, found: Readonly<Record<string, Float64Array>>, rows: number): RowAmounts {
  const { act, currency } = declared;
  const told = { act, ...(currency === undefined ? {} : { currency }) };
  const names = Object.keys(found) as AmountName[];
  const faults = new Uint8Array(rows);
  for (const name of names)
    found[name].forEach((amount, i) => {
      if (faults[i] === 0 && !(amount >= 0)) faults[i] = REASONS.indexOf(`${name} is ${Number.isNaN(amount) ? 'missing' : 'negative'}`);
    });
  const known = (name: AmountName): number | Float64Array =>
    name in found ? found[name].map((amount, i) => (faults[i] === 0 ? amount : 0)) : (declared[name] as number);
  const amounts = {
    cost: known('cost'),
    valueIfRight: known('valueIfRight'),
    ...(declared.costIfWrong === undefined ? {} : { costIfWrong: known('costIfWrong') }),
  };
  if (names.length === 0) return { payoff: { ...told, ...amounts } };
  return { payoff: { ...told, ...amounts, undecided: faults.map((code) => Number(code > 0)) }, faults };
}

/** The amounts of some rows, by name and `NaN` where they are not known, as {@link amountsOfKept} reads them; empty where all rows have the same. */
export type KeptAmounts = Readonly<Partial<Record<AmountName, Float64Array>>>;

/** The amounts of some rows, as an artifact keeps them. */
export function keptAmounts({ payoff, faults }: RowAmounts, rows: Int32Array): KeptAmounts {
  return Object.fromEntries(
    AMOUNTS.flatMap((name) => {
      const amount = payoff[name];
      return typeof amount === 'object' ? [[name, Float64Array.from(rows, (row) => (faults?.[row] ? NaN : amount[row]))]] : [];
    }),
  );
}

/** Whether all amounts that differ by row were kept. */
export const isKept = (declared: Amounts, kept: KeptAmounts): boolean => namedAmounts(declared).every(([name]) => kept[name] !== undefined);

/** The amounts of rows that were kept; undefined where they were not, although they differ by row. */
export function amountsOfKept(declared: Amounts, kept: KeptAmounts, rows: number): RowAmounts | undefined {
  if (!isKept(declared, kept)) return undefined;
  const names = namedAmounts(declared).map(([name]) => name);
  return settled(declared, Object.fromEntries(names.map((name) => [name, kept[name]!])), rows);
}

/** How many rows have which fault, in the order of {@link REASONS}. */
export function countFaults({ faults }: RowAmounts): readonly { readonly reason: string; readonly rows: number }[] {
  const counts = new Int32Array(REASONS.length);
  faults?.forEach((code) => counts[code]++);
  return REASONS.flatMap((reason, code) => (code > 0 && counts[code] > 0 ? [{ reason, rows: counts[code] }] : []));
}
