import fc from 'fast-check';
import {
  callNode,
  columnNode,
  literalNode,
  ops,
  type LiteralValue,
  type Node,
  type Op,
  type OpName,
  type ScalarType,
  type Signature,
  type ValueType,
} from '../../src/expr/index.js';
import { hostileNames, literalValues } from './hostile.js';

/** A table's columns: names that differ also without regard to case, because DuckDB looks names up so. */
export type Schema = Readonly<Record<string, ScalarType>>;

export const schemas: fc.Arbitrary<Schema> = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom(...hostileNames), fc.constantFrom<ScalarType>('number', 'number', 'text', 'text', 'bool', 'time')),
    {
      minLength: 2,
      maxLength: 6,
      selector: ([name]) => name.toLowerCase(),
    },
  )
  .map((columns) => Object.fromEntries(columns));

const distinct = <T>(arbitrary: fc.Arbitrary<T | null>, maxLength: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(arbitrary.filter((x) => x !== null) as fc.Arbitrary<T & {}>, { maxLength });
const text = literalValues.text.filter((x) => x !== null) as fc.Arbitrary<string>;
const textSet = distinct(literalValues.text as fc.Arbitrary<string | null>, 5);
const numberSet = distinct(literalValues.number as fc.Arbitrary<number | null>, 5);
const literalNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
const int = (min: number, max: number) => fc.integer({ min, max });

/** Constants for every op that asks for some, in the order of their positions; by signature where they differ. */
const constants: Partial<Record<OpName, (signature: Signature, rest: number) => fc.Arbitrary<readonly LiteralValue[]>>> = {
  roundTo: () => fc.tuple(int(0, 15)),
  inSet: ({ args }) => fc.tuple<[string[] | number[]]>(args[0] === 'text' ? textSet : numberSet),
  keepIn: () => fc.tuple(textSet, text),
  code: () => fc.tuple(textSet),
  lookup: () => textSet.chain((keys) => fc.tuple(fc.constant(keys), fc.tuple(...keys.map(() => literalNumber)))),
  oneHot: () => fc.tuple(textSet),
  bin: () => fc.tuple(numberSet.map((edges) => edges.toSorted((a, b) => a - b))),
  element: () => fc.tuple(int(0, 4)),
  slice: () => fc.tuple(int(0, 4), int(0, 4)),
  part: () =>
    fc.tuple(
      text.filter((x) => x !== ''),
      int(0, 3),
    ),
  replaceAll: () =>
    fc.tuple(
      text.filter((x) => x !== ''),
      text,
    ),
  padLeft: () => fc.tuple(int(0, 6), fc.constantFrom('0', ' ', '😀')),
  hashBucket: () => fc.tuple(fc.constantFrom(1, 7, 1000, 2 ** 32)),
  weightedSum: (_signature, rest) => fc.tuple(fc.tuple(...Array.from({ length: rest }, () => literalNumber))),
  ngrams: () => fc.tuple(fc.constantFrom('word', 'char'), int(1, 3), fc.constantFrom(1, 3, 16)),
};

interface Row {
  readonly name: OpName;
  readonly op: Op;
  readonly signature: Signature;
}

const rows: readonly Row[] = (Object.entries(ops) as [OpName, Op][]).flatMap(([name, op]) =>
  op.types.map((signature) => ({ name, op, signature })),
);
const exact = rows.filter(({ op }) => op.approximate !== true);

/** A well-typed node of a type, up to a depth, of ops that are equal to the bit. */
export function nodes(schema: Schema, type: ValueType, depth: number): fc.Arbitrary<Node> {
  const choices = exact.filter(({ signature }) => signature.out === type);
  const calls = depth === 0 ? [] : choices.map((row) => callOf(schema, row, depth));
  return fc.oneof(...(calls.length === 0 || type === 'numbers' ? [] : [{ weight: 2, arbitrary: leaf(schema, type) }]), {
    weight: 6,
    arbitrary: calls.length === 0 ? leaf(schema, type) : fc.oneof(...calls),
  });
}

/** A node whose root, and nothing below it, is a transcendental op: two targets may then differ by 1e-12 and no more. */
export function approximateNodes(schema: Schema, depth: number): fc.Arbitrary<Node> {
  return fc.oneof(...rows.filter(({ op }) => op.approximate === true).map((row) => callOf(schema, row, depth)));
}

/** Up to three further arguments where an op takes any number of them. */
const callOf = (schema: Schema, row: Row, depth: number): fc.Arbitrary<Node> =>
  row.signature.rest === undefined ? callWith(schema, row, 0, depth) : int(1, 3).chain((rest) => callWith(schema, row, rest, depth));

function callWith(schema: Schema, { name, signature: declared }: Row, rest: number, depth: number): fc.Arbitrary<Node> {
  const signature = { ...declared, args: [...declared.args, ...Array.from({ length: rest }, () => declared.rest!)] };
  const asks = signature.args.some((arg) => arg.startsWith('='));
  const make = constants[name];
  if (asks && make === undefined) throw new Error(`no constants are generated for ${name}`);
  const free = fc.tuple(
    ...signature.args
      .filter((arg) => !arg.startsWith('='))
      .map((arg) => fc.constant(null).chain(() => nodes(schema, arg as ValueType, depth - 1))),
  );
  return fc.tuple(free, make?.(signature, rest) ?? fc.constant([] as readonly LiteralValue[])).map(([args, fixed]) => {
    const [nextFree, nextFixed] = [args[Symbol.iterator](), fixed[Symbol.iterator]()];
    const all = signature.args.map((arg): Node =>
      arg.startsWith('=')
        ? literalNode(arg.slice(1) as ValueType, nextFixed.next().value as LiteralValue)
        : (nextFree.next().value as Node),
    );
    return callNode(name, ...all);
  });
}

function leaf(schema: Schema, type: ValueType): fc.Arbitrary<Node> {
  if (type === 'numbers') return distinct(literalValues.number as fc.Arbitrary<number | null>, 4).map((list) => literalNode(type, list));
  if (type === 'texts') return textSet.map((list) => literalNode(type, list));
  const literal = literalValues[type].map((value): Node => literalNode(type, value));
  const names = Object.keys(schema).filter((name) => schema[name] === type);
  if (names.length === 0) return literal;
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...names).map((name): Node => columnNode(name, type)) },
    { weight: 1, arbitrary: literal },
  );
}
