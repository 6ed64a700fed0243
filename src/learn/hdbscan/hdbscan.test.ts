import { expect, it } from 'vitest';
import { calledBy, fitSegments, numbersIn } from '../../../test/support/segments.js';
import { random } from '../../core/index.js';
import { hdbscan } from './hdbscan.js';

const draw = random(2, 'rings');
/** A dense and a thin segment, and far rows. */
const spots = Array.from({ length: 300 }, (_, i) =>
  i < 150 ? [0.1 * draw.normal(), 0.1 * draw.normal()] : [20 + 2 * draw.normal(), 2 * draw.normal()],
);

it('finds segments of different density, and new rows belong to what they are reached from', async () => {
  const predictor = await fitSegments(hdbscan, numbersIn(spots), { minSegmentRows: 20 });
  expect(predictor.outputs).toBe(3);
  const called = calledBy(predictor, numbersIn(spots));
  const dense = called[0];
  const thin = 1 - dense;
  expect(called.slice(150).filter((k) => k === thin).length).toBeGreaterThan(120);
  expect(called.slice(0, 150).filter((k) => k === thin)).toEqual([]);
  expect(
    calledBy(
      predictor,
      numbersIn([
        [0, 0],
        [20, 0],
        [200, 200],
        [-100, 0],
      ]),
    ),
  ).toEqual([dense, thin, -1, -1]);
});

it('one spot is no segment: nothing splits', async () => {
  const predictor = await fitSegments(hdbscan, numbersIn(spots.slice(0, 150)), { minSegmentRows: 70 });
  expect([predictor.outputs, predictor.outside]).toEqual([1, 0]);
});
