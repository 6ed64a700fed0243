import { programOf, type Outputs } from '../program.js';
import { bound, emit, evaluated } from './emit.js';
import { closures, type Row } from './interpret.js';
import { inParts } from './parts.js';
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
 * const out = new Float64Array(program.width);
 * program.run({ tenure: 2, price: 10 }, out);
 * out[0] // 20
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
export function rowSource(outputs: Outputs): string {
  const { text, env } = rowCode(outputs, slotsOf(outputs));
  return bound(text, env.length);
}

function rowCode(outputs: Outputs, slots: readonly Slot[]): { readonly text: string; readonly env: readonly unknown[] } {
  const program = programOf(outputs);
  const code = emit(program, (name) => `row[${JSON.stringify(name)}]`);
  const stores = Map.groupBy(slots.keys(), (i) => program.outputs[i].step);
  const storesOf = (step: number): readonly string[] => (stores.get(step) ?? []).map((i) => storeText(slots[i], code.refs[step]));
  return { text: inParts('row, out', program, code, storesOf), env: code.env };
}

function storeText(slot: Slot, ref: string): string {
  if (slot.kind === 'vector') return `out.set(${ref}, ${slot.offset});`;
  return `out[${slot.offset}] = ${slot.kind === 'flag' ? `${ref} === null ? NaN : ${ref} ? 1 : 0` : ref};`;
}

function generated(outputs: Outputs, slots: readonly Slot[]): RowProgram['run'] {
  const { text, env } = rowCode(outputs, slots);
  return evaluated(text, env);
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
