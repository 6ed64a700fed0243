import { expect, it } from 'vitest';
import type { OpenModel } from '../use/open-model.js';
import { decidesSection } from './decides.js';

/** What the section reads of a version, with a table of what it decides. */
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
      },
    },
  }) as unknown as OpenModel;
const textOf = (decide: object): string =>
  decidesSection(version(decide))
    .html.replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');

it('tells a threshold where the probability decides, else the rule itself, and its limit', () => {
  const plain = textOf({ valueIfRight: 20 });
  expect(plain).toContain('From 25% on the decision is: call.');
  expect(plain).toContain('it acts on 35: on 15 rightly');
  const byRow = textOf({
    valueIfRight: { kind: 'column', name: 'fee', type: 'number' },
    policy: 'expected_value',
    limit: { acts: 9, per: 'week', of: 75 },
  });
  expect(byRow).toContain('by its probability and its own amounts; at most 9 acts a week, of 75 rows: then the decision is call.');
  expect(byRow).not.toContain('25%');
});
