import type { LiteralNode, ValueType } from '../node.js';
import type { Program, Step } from '../program.js';
import { constantPositions } from '../signature.js';
import { finiteOrNull, timeOrNull } from '../value.js';
import { loads } from './load.js';

/** Straight-line JavaScript. `env` holds what the text refers to as `e0`, `e1`, … */
export interface Emitted {
  /** Per step `const v0 = …;`, or nothing for a literal. */
  readonly lines: readonly string[];
  /** The variable or literal that holds each step's value. */
  readonly refs: readonly string[];
  readonly env: readonly unknown[];
}

/** Whether a type's null is NaN (numbers and times) rather than `null`. */
export const isNumeric = (type: ValueType): boolean => type === 'number' || type === 'time';

/**
 * The steps of a program as JavaScript text. `read` gives the text of a column's raw value.
 * Texts enter through `JSON.stringify` alone, functions and lists through `env`.
 */
export function emit(program: Program, read: (column: string) => string): Emitted {
  const env: unknown[] = [];
  const names = new Map<unknown, string>();
  const bind = (value: unknown): string => {
    let name = names.get(value);
    if (name === undefined) {
      name = `e${env.push(value) - 1}`;
      names.set(value, name);
    }
    return name;
  };
  const lines: string[] = [];
  const refs: string[] = [];
  program.steps.forEach((step, i) => {
    if (step.node.kind === 'literal') {
      refs.push(literalText(step.node, bind));
      lines.push('');
      return;
    }
    refs.push(`v${i}`);
    const value = step.node.kind === 'column' ? `${bind(loads[step.type])}(${read(step.node.name)})` : callText(program, step, refs, bind);
    lines.push(`const v${i} = ${value};`);
  });
  return { lines, refs, env };
}

/** The value of an expression in JavaScript text, bound to its environment. The only place where text becomes code. */
export function evaluated<F>(text: string, env: readonly unknown[]): F {
  return new Function('env', `'use strict';\n${bound(text, env.length)}`)(env) as F;
}

/** The text behind {@link evaluated}. */
export function bound(text: string, size: number): string {
  return [...Array.from({ length: size }, (_, i) => `const e${i} = env[${i}];`), `return ${text};`].join('\n');
}

/** The text of a function; empty lines are left out. */
export const functionText = (params: string, lines: readonly string[]): string =>
  [`(${params}) => {`, ...lines.filter((line) => line !== '').map((line) => `  ${line}`), '}'].join('\n');

function literalText(node: LiteralNode, bind: (value: unknown) => string): string {
  if (node.value === null) return isNumeric(node.type) ? 'NaN' : 'null';
  return typeof node.value === 'object' ? bind(node.value) : JSON.stringify(node.value);
}

function callText(program: Program, step: Step, refs: readonly string[], bind: (value: unknown) => string): string {
  const op = step.op!;
  const args = step.args.map((i) => refs[i]);
  preparedArgs(program, step)?.forEach(([position, value]) => (args[position] = bind(value)));
  const call = op.inline?.(...args) ?? `${bind(op.js)}(${args.join(', ')})`;
  const value = op.finish === undefined ? call : `${bind(step.type === 'time' ? timeOrNull : finiteOrNull)}(${call})`;
  const guards =
    op.nulls === 'strict'
      ? guardedArgs(program, step).map(([i, numeric]) => (numeric ? `${refs[i]} !== ${refs[i]}` : `${refs[i]} === null`))
      : [];
  return guards.length === 0 ? value : `${guards.join(' || ')} ? ${isNumeric(step.type) ? 'NaN' : 'null'} : ${value}`;
}

/** The constants of a call as its JavaScript receives them, by position; `undefined` when they arrive as they are. */
export function preparedArgs(program: Program, step: Step): readonly (readonly [position: number, value: unknown])[] | undefined {
  const op = step.op!;
  if (op.prepare === undefined) return undefined;
  const positions = constantPositions(op);
  const values = op.prepare(...(positions.map((p) => (program.steps[step.args[p]].node as LiteralNode).value) as never[]));
  return positions.map((p, i) => [p, values[i]]);
}

/** The steps that may be null among a strict call's arguments, each once, and whether their null is NaN. */
export function guardedArgs(program: Program, step: Step): readonly (readonly [step: number, numeric: boolean])[] {
  return [...new Set(step.args)].filter((i) => mayBeNull(program.steps[i])).map((i) => [i, isNumeric(program.steps[i].type)]);
}

const mayBeNull = ({ node, op, type }: Step): boolean =>
  node.kind === 'literal' ? node.value === null : op?.total !== true && type !== 'numbers' && type !== 'texts';
