import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { purify } from './purify.js';

describe('purifying a pair', () => {
  it('takes a table that is a sum of two columns wholly apart', () => {
    const table = Float64Array.of(1 + 10, 1 + 20, 3 + 10, 3 + 20);
    const [first, second] = [new Float64Array(2), new Float64Array(2)];
    purify(table, new Float64Array(4).fill(1), first, second);
    expect([...table]).toEqual([0, 0, 0, 0]);
    expect([first[1] - first[0], second[1] - second[0]]).toEqual([2, 10]);
  });

  it('leaves what only both together say', () => {
    const table = Float64Array.of(1, -1, -1, 1);
    purify(table, new Float64Array(4).fill(1), new Float64Array(2), new Float64Array(2));
    expect([...table]).toEqual([1, -1, -1, 1]);
  });

  it('keeps the sum, and has mean 0 along both columns under any weights, empty bins included', () => {
    const draw = random(1, 'purify');
    const [n, m] = [4, 3];
    const table = Float64Array.from({ length: n * m }, () => draw.normal());
    const weights = Float64Array.from({ length: n * m }, (_, at) => (at === 5 || at >= 9 ? 0 : draw.uniform()));
    const before = table.slice();
    const [first, second] = [new Float64Array(n), new Float64Array(m)];
    purify(table, weights, first, second);
    before.forEach((v, at) => expect(table[at] + first[Math.floor(at / m)] + second[at % m]).toBeCloseTo(v, 12));
    const along = (of: (at: number) => number, k: number): number =>
      table.reduce((sum, v, at) => sum + (of(at) === k ? weights[at] * v : 0), 0);
    for (let i = 0; i < n; i++) expect(along((at) => Math.floor(at / m), i)).toBeCloseTo(0, 8);
    for (let j = 0; j < m; j++) expect(along((at) => at % m, j)).toBeCloseTo(0, 8);
  });
});
