import { expect, it } from 'vitest';
import type { Side } from './common-checks.js';
import { rowsDoubtsOf } from './rows-checks.js';

const side = (name: string, stability: { value: number; low: number; high: number }): Side =>
  ({
    name,
    version: { digest: name },
    content: { target: null, task: 'segment', labels: [name], inputs: ['x'], features: [{ name: 'x' }] },
    record: {
      lineage: { fits: { refit: 100 } },
      rows: { quarantined: 0 },
      quality: { read: 100 },
      importance: [],
      metrics: { stability },
    },
  }) as unknown as Side;
const doubts = (champion: Side, challenger: Side) =>
  rowsDoubtsOf({ champion, challenger, sketches: { champion: undefined, challenger: undefined } });
const stable = side('kinds@1', { value: 0.97, low: 0.95, high: 1 });

it('doubts a newcomer whose fits agree less than the champion’s did, and not for other names of segments', () => {
  expect(doubts(stable, side('kinds@2', { value: 0.5, low: 0.2, high: 0.8 }))).toEqual([
    'Fits of the new rows agree to 0.5 with one another, fits of the rows of kinds@1 did to 0.97: what kinds@2 finds is more of an accident.',
  ]);
  expect(doubts(stable, side('kinds@2', { value: 0.85, low: 0.8, high: 0.91 }))).toEqual([]);
});
