import assert from 'node:assert/strict';
import { random } from '../../core/index.js';
import { textOf } from '../learner/fitting.js';
import type { RecommenderPromise } from './case.js';
import { fit } from './fitting.js';
import { inputOf, plantedEvents, referenceInput, type PlantedEvents } from './problem.js';

/** Promises on what makes no difference. */
export const repeatablePromises: readonly RecommenderPromise[] = [
  {
    name: 'the same events, settings and seed give the same bits',
    check: async (subject) => {
      const [one, other] = [await fit(subject, referenceInput()), await fit(subject, referenceInput())];
      assert.equal(textOf(other.toParts()), textOf(one.toParts()));
    },
  },
  {
    name: 'the same bits for any number of threads, on 1,200 items',
    check: async (subject) => {
      const input = inputOf(plantedEvents(300, 1200, 12));
      const alone = textOf((await fit(subject, input)).toParts());
      for (const threads of [2, 3]) assert.equal(textOf((await fit(subject, input, { threads })).toParts()), alone, `${threads} threads`);
    },
  },
  {
    name: 'the order of the rows of events makes no difference',
    check: async (subject) => {
      const events = plantedEvents(80, 40, 8);
      const before = textOf((await fit(subject, inputOf(events))).toParts());
      assert.equal(textOf((await fit(subject, inputOf(shuffled(events)))).toParts()), before);
    },
  },
];

function shuffled({ items, ...events }: PlantedEvents): PlantedEvents {
  const rows = random(5).shuffle(events.user.map((_, row) => row));
  const pick = <V>(column: ArrayLike<V>): V[] => rows.map((row) => column[row]);
  return { items, user: pick(events.user), item: pick(events.item), time: pick(events.time), weight: pick(events.weight) };
}
