import type { CheckedParts, Parts } from '../../learn/index.js';
import { WINDOWS, type ItemFacts } from './item-facts.js';

/** Facts as arrays. */
export const factsParts = ({ popularity, age, takers, content, numbers }: ItemFacts): Parts => ({
  meta: { takers: takers.width, content: content?.width ?? 0, numbers: numbers.map(({ name }) => name) },
  arrays: {
    ...Object.fromEntries(popularity.map((values, w) => [`popularity${w}`, values])),
    age,
    takers: takers.values,
    ...(content ? { content: content.values } : {}),
    ...Object.fromEntries(numbers.map(({ values }, n) => [`number${n}`, values])),
  },
});

const isWidth = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 10_000;

/** Facts again, every array checked. */
export function factsFrom(read: CheckedParts, items: number): ItemFacts {
  const [takers, content] = [read.setting<number>('takers', isWidth), read.setting<number>('content', isWidth)];
  const names = read.setting<string[]>('numbers', (value) => Array.isArray(value) && value.every((name) => typeof name === 'string'));
  return {
    popularity: WINDOWS.map((_, w) => read.array(`popularity${w}`, Float64Array, items)),
    age: read.array('age', Float64Array, items),
    takers: { items, width: takers, values: read.array('takers', Float32Array, items * takers) },
    ...(content > 0 ? { content: { items, width: content, values: read.array('content', Float32Array, items * content) } } : {}),
    numbers: names.map((name, n) => ({ name, values: read.array(`number${n}`, Float64Array, items) })),
  };
}
