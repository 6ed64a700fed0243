import { describe, expect, it } from 'vitest';
import { firstWithin, type Fit } from './first-within.js';

/** Options by how far over the limits they are; each try takes a second, of so many. The last takes the least share of the limits. */
async function tried(over: Readonly<Record<string, number>>, seconds = Infinity): Promise<{ found: Fit<string>; fits: readonly string[] }> {
  const fits: string[] = [];
  const names = Object.keys(over);
  const found = await firstWithin(names, {
    nameOf: (name) => `gbdt (${name})`,
    shareOf: (name) => 1 - names.indexOf(name) / 10,
    excessOf: async (name) => {
      fits.push(name);
      return over[name] > 0 ? { violation: over[name], reason: `${over[name]} too much` } : undefined;
    },
    clock: () => 1000 * fits.length,
    untilMs: 1000 * seconds,
  });
  return { found, fits };
}

describe('the first model within limits', () => {
  it('is tried in order, and says why those before it were not taken', async () => {
    expect((await tried({ a: 0, b: 0 })).fits).toEqual(['a']);
    expect(await tried({ a: 3, b: 1, c: 0, d: 0 })).toEqual({
      found: {
        decision: 'c',
        notes: ['gbdt (a) was not taken: 3 too much on all rows.', 'gbdt (b) was not taken: 1 too much on all rows.'],
      },
      fits: ['a', 'b', 'c'],
    });
  });

  it('is the one that takes least of the limits when the time is up, and the last that is tried', async () => {
    expect(await tried({ a: 3, b: 1, c: 0, d: 0, e: 0 }, 2)).toEqual({
      found: {
        decision: 'e',
        notes: [
          'gbdt (a) was not taken: 3 too much on all rows.',
          'gbdt (b) was not taken: 1 too much on all rows.',
          'The time was up before 2 more trials could be tried against the limits.',
        ],
      },
      fits: ['a', 'b', 'e'],
    });
    // What is wanted most is tried whatever the time.
    expect((await tried({ a: 0, b: 0 }, 0)).fits).toEqual(['a']);
    expect((await tried({ a: 1, b: 2, c: 2 }, 0)).fits).toEqual(['a', 'c']);
  });

  it('names the closest where nothing keeps to them', async () =>
    expect((await tried({ a: 3, b: 1, c: 2 })).found).toEqual({ closest: 'b', reason: '1 too much', tried: 3 }));
});
