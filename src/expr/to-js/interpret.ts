import type { LiteralNode } from '../node.js';
import type { Program, Step } from '../program.js';
import { finiteOrNull, timeOrNull } from '../value.js';
import { guardedArgs, isNumeric, preparedArgs } from './emit.js';
import { loads } from './load.js';

/** A row of raw values by column name. */
export type Row = Readonly<Record<string, unknown>>;

type Instruction = (values: unknown[], row: Row) => void;
type Call = (...args: unknown[]) => unknown;

/**
 * A program as closures over the same op functions that generated code calls, for places where code must not be made from text.
 * Gives each step's value, nulls as compiled code has them.
 */
export function closures(program: Program): (row: Row) => readonly unknown[] {
  const instructions = program.steps.map((step, i) => instruction(program, step, i));
  return (row) => {
    const values: unknown[] = [];
    for (const run of instructions) run(values, row);
    return values;
  };
}

function instruction(program: Program, step: Step, to: number): Instruction {
  const { node } = step;
  if (node.kind === 'literal') {
    const value = literalValue(node);
    return (values) => void (values[to] = value);
  }
  if (node.kind === 'column') {
    const load = loads[step.type];
    return (values, row) => void (values[to] = load(row[node.name]));
  }
  const call = finished(step);
  const nothing = isNumeric(step.type) ? NaN : null;
  const guards = step.op!.nulls === 'strict' ? guardedArgs(program, step) : [];
  const fixed = new Map(preparedArgs(program, step));
  return (values) => {
    for (const [i] of guards) if (values[i] === null || values[i] !== values[i]) return void (values[to] = nothing);
    values[to] = call(...step.args.map((arg, position) => (fixed.has(position) ? fixed.get(position) : values[arg])));
  };
}

function finished(step: Step): Call {
  const js = step.op!.js as Call;
  if (step.op!.finish === undefined) return js;
  const finish = step.type === 'time' ? timeOrNull : finiteOrNull;
  return (...args) => finish(js(...args) as number);
}

const literalValue = (node: LiteralNode): unknown => (node.value === null && isNumeric(node.type) ? NaN : node.value);
