import { didYouMean, mwError } from '../core/index.js';
import { refusal } from './build/call.js';
import { allowed, dueOf } from './learned/options.js';
import { learnedRules, ruleOf } from './learned/index.js';
import { expressionLimits } from './limits.js';
import type { LearnedNode, LiteralNode, LiteralValue, Node, ValueType } from './node.js';
import { opOf, ops } from './ops/index.js';
import { signatureFor, signaturesInWords, type Typeable } from './signature.js';
import { wellFormedLiteral } from './value.js';

/** What else an expression from outside has to satisfy. */
export interface LegalityOptions {
  /** Learned rules are refused: what is served has none left. Default false. */
  readonly fitted?: boolean;
  /** Columns that may be read, with their types; any name and type without it. */
  readonly columns?: Readonly<Record<string, ValueType>>;
}

/**
 * The node that JSON from outside (an artifact, a request) holds, after checking all of it: known kinds, fields, ops and rules,
 * argument types, well-formed literals, constants that their ops accept, options in range, depth and size.
 * Throws `MW_EXPR_ILLEGAL` with the path of the first fault, such as `$.args[1]`. Nothing of the input is executed.
 */
export function checkNode(value: unknown, options: LegalityOptions = {}): Node {
  let nodes = 0;
  const check = (at: unknown, path: string, depth: number): ValueType => {
    if (++nodes > expressionLimits.nodes) throw illegal(path, `it has more than ${expressionLimits.nodes} nodes`);
    if (depth > expressionLimits.depth) throw illegal(path, `it is more than ${expressionLimits.depth} deep`);
    const node = shaped(at, path);
    if (node.kind === 'column') return columnType(node.name, node.type, options, path);
    if (node.kind === 'literal') return literalType(node, path);
    if (node.kind === 'learned' && options.fitted === true) throw illegal(path, `learn.${node.rule} is not filled`);
    const types = node.args.map((arg, i) => check(arg, `${path}.args[${i}]`, depth + 1));
    return node.kind === 'learned' ? ruleType(node, types, path) : callType(node.op, node.args, types, path);
  };
  check(value, '$', 1);
  return value as Node;
}

const fields: Readonly<Record<string, readonly string[]>> = {
  column: ['kind', 'name', 'type'],
  literal: ['kind', 'type', 'value'],
  call: ['kind', 'op', 'args'],
  learned: ['kind', 'rule', 'args', 'options'],
};
const valueTypes: readonly unknown[] = ['number', 'bool', 'text', 'time', 'numbers', 'texts'];

/** The value as a node of one of the four kinds, with exactly its fields and each of the right shape. */
function shaped(at: unknown, path: string): Node {
  if (typeof at !== 'object' || at === null || Array.isArray(at)) throw illegal(path, 'it is not a node');
  const node = at as Readonly<Record<string, unknown>>;
  const due = typeof node.kind === 'string' && Object.hasOwn(fields, node.kind) ? fields[node.kind] : undefined;
  if (due === undefined) throw illegal(path, `the kind ${JSON.stringify(node.kind)} does not exist`);
  const stranger = Object.keys(node).find((key) => !due.includes(key));
  if (stranger !== undefined) throw illegal(path, `a ${String(node.kind)} has no field ${JSON.stringify(stranger)}`);
  const wrong = due.find((key) => !rightShape(key, node[key]));
  if (wrong !== undefined) throw illegal(path, `the field "${wrong}" is missing or has the wrong shape`);
  return at as Node;
}

function rightShape(key: string, value: unknown): boolean {
  if (key === 'type') return valueTypes.includes(value);
  if (key === 'args') return Array.isArray(value);
  if (key === 'options') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return key === 'value' ? value !== undefined : typeof value === 'string';
}

function columnType(name: string, type: ValueType, { columns }: LegalityOptions, path: string): ValueType {
  if (name === '' || name.includes('\0') || !name.isWellFormed()) throw illegal(path, `${JSON.stringify(name)} cannot be a column's name`);
  if (type === 'numbers' || type === 'texts') throw illegal(path, 'no column holds lists');
  if (columns === undefined) return type;
  if (!Object.hasOwn(columns, name)) throw illegal(path, `there is no column "${name}".${didYouMean(name, Object.keys(columns))}`);
  if (columns[name] !== type) throw illegal(path, `the column "${name}" is ${columns[name]}, not ${type}`);
  return type;
}

function literalType({ type, value }: LiteralNode, path: string): ValueType {
  const size = lengthOf(value);
  if (size > expressionLimits.items) throw illegal(path, `the literal has ${size} parts; ${expressionLimits.items} are allowed`);
  if (!wellFormedLiteral(type, value)) throw illegal(path, `the literal is no well-formed ${type}`);
  return type;
}

const lengthOf = (value: LiteralValue): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 1);

function callType(name: string, args: readonly Node[], types: readonly ValueType[], path: string): ValueType {
  const op = opOf(name);
  if (op === undefined) throw illegal(path, `there is no op "${name}".${didYouMean(name, Object.keys(ops))}`);
  const out = outType(op, name, types, path);
  const problem = refusal(op, args);
  if (problem !== undefined) throw illegal(path, `the constants of "${name}" are not legal: ${problem}`);
  return out;
}

function ruleType({ rule, options }: LearnedNode, types: readonly ValueType[], path: string): ValueType {
  const row = ruleOf(rule);
  if (row === undefined) throw illegal(path, `there is no learned rule "${rule}".${didYouMean(rule, Object.keys(learnedRules))}`);
  const stranger = Object.keys(options).find((option) => !Object.hasOwn(row.options, option));
  if (stranger !== undefined) throw illegal(path, `learn.${rule} has no option ${JSON.stringify(stranger)}`);
  const wrong = Object.entries(row.options).find(([option, spec]) => !Object.hasOwn(options, option) || !allowed(spec, options[option]));
  if (wrong !== undefined) throw illegal(path, `"${wrong[0]}" of learn.${rule} must be ${dueOf(wrong[1])}`);
  return outType(row, `learn.${rule}`, types, path);
}

function outType(row: Typeable, name: string, types: readonly ValueType[], path: string): ValueType {
  const signature = signatureFor(row, types);
  if (signature === undefined) throw illegal(path, `${name} takes ${signaturesInWords(row)}, not (${types.join(', ')})`);
  return signature.out;
}

const illegal = (path: string, reason: string): Error => mwError('MW_EXPR_ILLEGAL', { path, reason }, { where: path });
