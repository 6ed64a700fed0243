import { expect, it } from 'vitest';
import { parseBytes, sizeWords } from './bytes.js';

it('reads amounts of memory as people write them', () => {
  expect(['2gb', '512MB', '1.5 GB', '4kb', '1tb'].map(parseBytes)).toEqual([2147483648, 536870912, 1610612736, 4096, 1099511627776]);
  expect(['2', '2g', 'gb', '-1gb', '1e3mb', '2gbs', ''].map(parseBytes)).toEqual(Array.from({ length: 7 }));
});

it('writes them as people read them', () => {
  expect([812, 1536, 140_288, 5 * 2 ** 20, 1.25 * 2 ** 30].map(sizeWords)).toEqual(['812 bytes', '1.5 KB', '137 KB', '5 MB', '1.25 GB']);
});
