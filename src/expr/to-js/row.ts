import { outputList, programOf, type Outputs } from '../program.js';
import { emit } from './emit.js';
import { closures, type Row } from './interpret.js';
import { slotsOf, type Slot } from './slots.js';

/** How JavaScript is made: `generated` from text (fast), or `closures` where `eval` is forbidden. Results are the same. */
export interface JsOptions {
  readonly mode?: 'generated' | 'closures';
}

/** Expressions compiled for one row at a time. */
export interface RowProgram {
  readonly slots: readonly Slot[];
  /** Doubles that `out` must have room for. */
  readonly width: number;
  /** Writes a row's outputs, coded as {@link Slot} says. Generated code allocates nothing but what ops on text make. */
  run(row: Row, out: Float64Array): void;
}

/**
 * Compiles outputs for one row as an object of raw values: what online prediction runs.
 * Raw values are read as their column's type says; what does not fit is missing.
 *
 * ```ts
 * const program = compileRow({ spend: c.tenure.mul(c.price).node });
 * program.run({ tenure: 2, price: 10 }, out); // out[0] === 20
 * ```
 */
export function compileRow(outputs: Outputs, { mode = 'generated' }: JsOptions = {}): RowProgram {
  const slots = slotsOf(outputs);
  const width = slots.reduce((sum, slot) => sum + slot.width, 0);
  return Object.freeze({ slots, width, run: mode === 'generated' ? generated(outputs, slots) : interpreted(outputs, slots) });
}

/** {@link compileRow} without code from text. */
export const interpret = (outputs: Outputs): RowProgram => compileRow(outputs, { mode: 'closures' });

/** The generated JavaScript of {@link compileRow}, to read. */
export const rowSource = (outputs: Outputs): string => sourceOf(outputs, slotsOf(outputs)).text;

function sourceOf(outputs: Outputs, slots: readonly Slot[]): { text: string; env: readonly unknown[] } {
  const program = programOf(outputs);
  const { lines, refs, env } = emit(program, (name) => `row[${JSON.stringify(name)}]`);
  const stores = slots.map((slot, i) => storeText(slot, refs[program.outputs[i].step]));
  const names = env.map((_, i) => `const e${i} = env[${i}];`);
  const body = [...lines, ...stores].map((line) => `  ${line}`);
  return { text: [...names, 'return (row, out) => {', ...body, '};'].join('\n'), env };
}

function storeText(slot: Slot, ref: string): string {
  if (slot.kind === 'vector') return `out.set(${ref}, ${slot.offset});`;
  return `out[${slot.offset}] = ${slot.kind === 'flag' ? `${ref} === null ? NaN : ${ref} ? 1 : 0` : ref};`;
}

function generated(outputs: Outputs, slots: readonly Slot[]): RowProgram['run'] {
  const { text, env } = sourceOf(outputs, slots);
  return new Function('env', `'use strict';\n${text}`)(env) as RowProgram['run'];
}

function interpreted(outputs: Outputs, slots: readonly Slot[]): RowProgram['run'] {
  const program = programOf(outputs);
  const values = closures(program);
  return (row, out) => {
    const all = values(row);
    slots.forEach((slot, i) => {
      const value = all[program.outputs[i].step];
      if (slot.kind === 'vector') out.set(value as ArrayLike<number>, slot.offset);
      else out[slot.offset] = slot.kind === 'flag' ? flagDouble(value) : (value as number);
    });
  };
}

const flagDouble = (value: unknown): number => (value === null ? NaN : value ? 1 : 0);

/** A result as plain data: null, or a number (a time its milliseconds), boolean, text or list. */
export type Value = null | number | boolean | string | readonly number[];

/**
 * Compiles outputs of any type, text too, into a function from a row to plain values by name.
 * For checks, rules and tests; it makes an object per row.
 */
export function compileValues(outputs: Outputs, { mode = 'generated' }: JsOptions = {}): (row: Row) => Readonly<Record<string, Value>> {
  const list = outputList(outputs);
  const program = programOf(list);
  const all = mode === 'generated' ? generatedValues(outputs) : closuresOutputs(outputs);
  return (row) => {
    const values = all(row);
    return Object.fromEntries(program.outputs.map(({ name }, i) => [name, plain(values[i])]));
  };
}

function generatedValues(outputs: Outputs): (row: Row) => readonly unknown[] {
  const program = programOf(outputs);
  const { lines, refs, env } = emit(program, (name) => `row[${JSON.stringify(name)}]`);
  const names = env.map((_, i) => `const e${i} = env[${i}];`);
  const result = `return [${program.outputs.map(({ step }) => refs[step]).join(', ')}];`;
  return new Function('env', ["'use strict';", ...names, 'return (row) => {', ...lines, result, '};'].join('\n'))(env) as (
    row: Row,
  ) => readonly unknown[];
}

function closuresOutputs(outputs: Outputs): (row: Row) => readonly unknown[] {
  const program = programOf(outputs);
  const values = closures(program);
  return (row) => {
    const all = values(row);
    return program.outputs.map(({ step }) => all[step]);
  };
}

const plain = (value: unknown): Value =>
  value !== value ? null : ArrayBuffer.isView(value) ? [...(value as Float64Array)] : (value as Value);
