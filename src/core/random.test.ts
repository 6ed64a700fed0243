import { describe, expect, it } from 'vitest';
import { philox, random } from './random.js';

describe('philox', () => {
  it('gives the known answers of Random123 (kat_vectors, philox4x32 10)', () => {
    const out = new Uint32Array(4);
    philox(0, 0, 0, 0, 0, 0, out);
    expect([...out].map((w) => w.toString(16))).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
    const ones = 0xffffffff;
    philox(ones, ones, ones, ones, ones, ones, out);
    expect([...out].map((w) => w.toString(16))).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']);
    philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, out);
    expect([...out].map((w) => w.toString(16))).toEqual(['d16cfe09', '94fdcceb', '5001e420', '24126ea1']);
  });
});

describe('random', () => {
  it('depends on the seed and the path alone', () => {
    const draws = (r: ReturnType<typeof random>) => Array.from({ length: 5 }, () => r.uniform());
    const used = random(7, 'a');
    used.uniform();
    expect(draws(used.fork('b'))).toEqual(draws(random(7, 'a', 'b')));
    expect(draws(random(7, 'a'))).not.toEqual(draws(random(8, 'a')));
    expect(draws(random(7, 'ab'))).not.toEqual(draws(random(7, 'a', 'b')));
    expect(draws(random(7, 1))).not.toEqual(draws(random(7, '1')));
    expect(draws(random(2 ** 32 + 7, 'a'))).not.toEqual(draws(random(7, 'a')));
  });

  it('is uniform: mean, variance and chi-squared of 64 cells over 64,000 draws stay within five standard deviations', () => {
    const r = random(1, 'uniform');
    const cells = new Float64Array(64);
    let sum = 0;
    for (let i = 0; i < 64_000; i++) {
      const u = r.uniform();
      sum += u;
      cells[Math.floor(u * 64)]++;
    }
    expect(Math.abs(sum / 64_000 - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(64_000));
    const chi2 = cells.reduce((s, c) => s + (c - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chi2 - 63)).toBeLessThan(5 * Math.sqrt(2 * 63));
  });

  it('draws normal numbers with mean 0 and variance 1, and never an infinity', () => {
    const r = random(2, 'normal');
    const x = Array.from({ length: 40_000 }, () => r.normal());
    expect(x.every(Number.isFinite)).toBe(true);
    expect(Math.abs(x.reduce((s, v) => s + v, 0) / x.length)).toBeLessThan(0.025);
    expect(Math.abs(x.reduce((s, v) => s + v * v, 0) / x.length - 1)).toBeLessThan(0.04);
  });

  it('shuffles into a permutation, each item everywhere about equally often', () => {
    const first = new Float64Array(5);
    for (let seed = 0; seed < 5000; seed++) {
      const items = random(seed, 'shuffle').shuffle([0, 1, 2, 3, 4]);
      expect([...items].toSorted()).toEqual([0, 1, 2, 3, 4]);
      first[items[0]]++;
    }
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(800));
  });
});
