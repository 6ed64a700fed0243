import type { Json } from '../core/index.js';

/** A range of numbers. `low` and `high` are inclusive; a `log` scale needs `low` above 0. */
export interface NumberDimension {
  readonly type: 'int' | 'number';
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
  readonly when?: Condition;
}

/** One of several values without an order. */
export interface ChoiceDimension {
  readonly type: 'choice';
  readonly choices: readonly Json[];
  readonly when?: Condition;
}

/** What can vary: one setting. */
export type Dimension = NumberDimension | ChoiceDimension;

/** The dimension exists where another one, a choice, has one of these values. */
export interface Condition {
  readonly name: string;
  readonly is: readonly Json[];
}

/** Digits of a number that a search tries: people read them, and they go into a digest. */
const DIGITS = 8;

/** The value at a place between 0 and 1. Whole numbers share the way evenly (on their scale); a choice is counted from the left. */
export function valueAt(dimension: Dimension, place: number): Json {
  const at = Math.min(1, Math.max(0, place));
  if (dimension.type === 'choice')
    return dimension.choices[Math.min(dimension.choices.length - 1, Math.floor(at * dimension.choices.length))];
  const { low, high, type } = dimension;
  const [from, to] = endsOf(dimension);
  const value = unscaled(dimension, from + at * (to - from));
  const fine = type === 'int' ? Math.round(value) : Number(value.toPrecision(DIGITS));
  return Math.min(high, Math.max(low, fine));
}

/** The place of a value between 0 and 1: the middle of what {@link valueAt} makes this value of. Values beyond an end, such as a default outside the searched range, are at the end. */
export function placeOf(dimension: Dimension, value: Json): number {
  if (dimension.type === 'choice') return (indexOfChoice(dimension, value) + 0.5) / dimension.choices.length;
  const [from, to] = endsOf(dimension);
  return to === from ? 0.5 : Math.min(1, Math.max(0, (scaled(dimension, value as number) - from) / (to - from)));
}

/** How wide the places of one value are: 0 for numbers. */
export function cellOf(dimension: NumberDimension, value: number): readonly [number, number] {
  if (dimension.type === 'number') return [0, 0];
  const [from, to] = endsOf(dimension);
  const held = Math.min(dimension.high, Math.max(dimension.low, value));
  const at = (edge: number): number => (to === from ? 0.5 : (scaled(dimension, edge) - from) / (to - from));
  return [at(held - 0.5), at(held + 0.5)];
}

/** The number of a choice, counted from 0; −1 where it is none of them. Values are compared as JSON. */
export function indexOfChoice({ choices }: ChoiceDimension, value: Json): number {
  const text = JSON.stringify(value);
  return choices.findIndex((choice) => choice === value || JSON.stringify(choice) === text);
}

const scaled = ({ scale }: NumberDimension, value: number): number => (scale === 'log' ? Math.log(value) : value);
const unscaled = ({ scale }: NumberDimension, value: number): number => (scale === 'log' ? Math.exp(value) : value);

/** The ends on the dimension's scale; whole numbers get half a step more on both sides. */
function endsOf(dimension: NumberDimension): readonly [number, number] {
  const half = dimension.type === 'int' ? 0.5 : 0;
  return [scaled(dimension, dimension.low - half), scaled(dimension, dimension.high + half)];
}
