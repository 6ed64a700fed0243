import { didYouMean, MISSING_FLAG, mwError } from '../../core/index.js';
import { outputList, programOf, type Outputs, type Program } from '../program.js';
import { typeOf } from '../type-of.js';
import { usedColumns } from '../walk.js';
import { emit, evaluated, functionText } from './emit.js';
import { closures, type Row } from './interpret.js';
import type { JsOptions } from './row.js';
import { levelsOf, widthOf } from './slots.js';

/** Columns of raw values by name, each with an entry per row: typed arrays or plain arrays. Flags may be bytes (0, 1, 255). */
export type BlockColumns = Readonly<Record<string, ArrayLike<unknown>>>;

/**
 * One output for all rows of a block. `number`: NaN is missing, a time is its milliseconds; `flag`: 0, 1 or 255; `code`: an index
 * into `levels` or -1; `text`: null is missing; `vector`: one array per place, none missing.
 */
export type BlockOutput = { readonly name: string } & (
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'flag'; readonly values: Uint8Array }
  | { readonly kind: 'code'; readonly values: Int32Array; readonly levels: readonly string[] }
  | { readonly kind: 'text'; readonly values: (string | null)[] }
  | { readonly kind: 'vector'; readonly values: readonly Float64Array[] }
);

/** Expressions compiled for many rows in columns. */
export interface BlockProgram {
  /** The columns that {@link BlockProgram.run} reads. */
  readonly columns: readonly string[];
  /** All outputs for rows 0 … rows - 1. Throws `MW_EXPR_COLUMN` when a column is not there. */
  run(columns: BlockColumns, rows: number): readonly BlockOutput[];
}

/**
 * Compiles outputs for a block of rows in columns: one loop that computes each distinct part once per row.
 * Equal to {@link compileRow} cell by cell.
 */
export function compileBlock(outputs: Outputs, { mode = 'generated' }: JsOptions = {}): BlockProgram {
  const program = programOf(outputs);
  const columns = usedColumns(outputList(outputs).map(({ node }) => node));
  const fill = mode === 'generated' ? generated(program, columns, kindsOf(outputs)) : interpreted(program, columns, kindsOf(outputs));
  return Object.freeze({
    columns,
    run: (block: BlockColumns, rows: number) => {
      const inputs = columns.map((name) => {
        if (Object.hasOwn(block, name)) return block[name];
        throw mwError('MW_EXPR_COLUMN', { name, hint: didYouMean(name, Object.keys(block)), known: Object.keys(block) });
      });
      const results = outputList(outputs).map(({ name, node }) => emptyOutput(name, node, rows));
      fill(
        inputs,
        rows,
        results.map((result) => result.values),
      );
      return results;
    },
  });
}

type Kind = BlockOutput['kind'];
type Fill = (inputs: readonly ArrayLike<unknown>[], rows: number, outs: readonly BlockOutput['values'][]) => void;

const kindsOf = (outputs: Outputs): readonly Kind[] => outputList(outputs).map(({ name, node }) => emptyOutput(name, node, 0).kind);

function emptyOutput(name: string, node: Parameters<typeof typeOf>[0], rows: number): BlockOutput {
  const type = typeOf(node);
  if (type === 'texts') throw mwError('MW_EXPR_OUTPUT', { name, type, due: 'one value or a list of numbers' });
  if (type === 'text') return { name, kind: 'text', values: Array.from({ length: rows }, () => null) };
  if (type === 'bool') return { name, kind: 'flag', values: new Uint8Array(rows) };
  if (type === 'numbers') return { name, kind: 'vector', values: Array.from({ length: widthOf(node) }, () => new Float64Array(rows)) };
  const levels = levelsOf(node);
  return levels === undefined
    ? { name, kind: 'number', values: new Float64Array(rows) }
    : { name, kind: 'code', values: new Int32Array(rows), levels };
}

/** The text that stores a value at row `i`. */
const stores: Readonly<Record<Kind, (out: string, value: string) => string>> = {
  number: (out, value) => `${out}[i] = ${value};`,
  text: (out, value) => `${out}[i] = ${value};`,
  flag: (out, value) => `${out}[i] = ${value} === null ? ${MISSING_FLAG} : ${value} ? 1 : 0;`,
  code: (out, value) => `${out}[i] = ${value} !== ${value} ? -1 : ${value};`,
  vector: (out, value) => `for (let j = 0; j < ${out}.length; j++) ${out}[j][i] = ${value}[j];`,
};

function generated(program: Program, columns: readonly string[], kinds: readonly Kind[]): Fill {
  const { lines, refs, env } = emit(program, (name) => `c${columns.indexOf(name)}[i]`);
  const body = [
    ...columns.map((_, i) => `const c${i} = inputs[${i}];`),
    ...kinds.map((_, i) => `const o${i} = outs[${i}];`),
    'for (let i = 0; i < rows; i++) {',
    ...lines,
    ...kinds.map((kind, i) => stores[kind](`o${i}`, refs[program.outputs[i].step])),
    '}',
  ];
  return evaluated(functionText('inputs, rows, outs', body), env);
}

function interpreted(program: Program, columns: readonly string[], kinds: readonly Kind[]): Fill {
  const values = closures(program);
  return (inputs, rows, outs) => {
    for (let i = 0; i < rows; i++) {
      const row: Row = Object.fromEntries(columns.map((name, j) => [name, inputs[j][i]]));
      const all = values(row);
      kinds.forEach((kind, j) => store(kind, outs[j], i, all[program.outputs[j].step]));
    }
  };
}

function store(kind: Kind, out: BlockOutput['values'], i: number, value: unknown): void {
  if (kind === 'vector') (out as readonly Float64Array[]).forEach((place, j) => (place[i] = (value as ArrayLike<number>)[j]));
  else if (kind === 'flag') (out as Uint8Array)[i] = value === null ? MISSING_FLAG : value ? 1 : 0;
  else if (kind === 'code') (out as Int32Array)[i] = value !== value ? -1 : (value as number);
  else (out as unknown[])[i] = value;
}
