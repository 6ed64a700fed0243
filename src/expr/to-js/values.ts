import { programOf, type Outputs, type Program } from '../program.js';
import { emit, evaluated, functionText } from './emit.js';
import { closures, type Row } from './interpret.js';
import type { JsOptions } from './row.js';

/** A result as plain data: null, or a number (a time its milliseconds), boolean, text or list. */
export type Value = null | number | boolean | string | readonly number[];

/**
 * Compiles outputs of any type, text too, into a function from a row to plain values by name.
 * For checks, rules and tests: it makes an object per row, which {@link compileRow} does not.
 */
export function compileValues(outputs: Outputs, { mode = 'generated' }: JsOptions = {}): (row: Row) => Readonly<Record<string, Value>> {
  const program = programOf(outputs);
  const all = mode === 'generated' ? generated(program) : interpreted(program);
  return (row) => {
    const values = all(row);
    return Object.fromEntries(program.outputs.map(({ name }, i) => [name, plain(values[i])]));
  };
}

function generated(program: Program): (row: Row) => readonly unknown[] {
  const { lines, refs, env } = emit(program, (name) => `row[${JSON.stringify(name)}]`);
  const result = `return [${program.outputs.map(({ step }) => refs[step]).join(', ')}];`;
  return evaluated(functionText('row', [...lines, result]), env);
}

function interpreted(program: Program): (row: Row) => readonly unknown[] {
  const values = closures(program);
  return (row) => {
    const all = values(row);
    return program.outputs.map(({ step }) => all[step]);
  };
}

const plain = (value: unknown): Value =>
  value !== value ? null : ArrayBuffer.isView(value) ? [...(value as Float64Array)] : (value as Value);
