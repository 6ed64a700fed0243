import { expect, it } from 'vitest';
import type { OpenModel } from '../use/open-model.js';
import { decidesSection } from './decides.js';

/** What the section reads of a version, with a table of calls at the threshold of the mean amounts. */
const version = (decide: object): OpenModel =>
  ({
    content: {
      task: 'binary',
      target: 'left',
      labels: ['No', 'Yes'],
      inputs: ['fee'],
      decide: { act: 'call', cost: 5, threshold: 0.25, ...decide },
    },
    record: {
      evaluation: {
        confusion: {
          counts: [
            [60, 20],
            [5, 15],
          ],
        },
        money: { policies: [{ name: 'model', acted: 0.12 }] },
      },
    },
  }) as unknown as OpenModel;
const textOf = (decide: object): string =>
  decidesSection(version(decide))
    .html.replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');

it('tells a threshold where the probability decides, else the rule itself, its limit, and how many it acts on', () => {
  const plain = textOf({ valueIfRight: 20 });
  expect(plain).toContain('From 25% on the decision is: call.');
  expect(plain).toContain('it acts on 35: on 15 rightly');
  const byRow = textOf({
    valueIfRight: { kind: 'column', name: 'fee', type: 'number' },
    policy: 'expected_value',
    limit: { acts: 9, per: 'week', of: 75 },
  });
  expect(byRow).toContain('by its probability and its own amounts; at most 9 acts a week, of 75 rows.');
  expect(byRow).toContain('it acts on 12.');
  expect(byRow).not.toContain('25%');
});
