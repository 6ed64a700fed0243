import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { drawBag } from './bag.js';
import { levelStepper } from './step-levels.js';
import { numberStepper } from './step-number.js';

const settings = { learningRate: 0.5, stepsPerTurn: 1, minRowsPerLeaf: 2, l2: 0 };
const draw = random(1, 'steps');

describe('a step of a number column', () => {
  it('is one cut where Σ G² / H is largest, missing values apart: half of −G / H on each side', () => {
    const delta = new Float64Array(5);
    numberStepper(Int32Array.of(1, 2, 2, 2, 2), settings, draw).step(Float64Array.of(8, 2, 3, 2, 5, 2, -1, 2, -3, 2), delta, false);
    expect([...delta]).toEqual([-2, -1, -1, 0.5, 0.5]);
  });

  it('follows the second order within a turn: two steps from G = 4, H = 2 go 1 and 0.5', () => {
    const delta = new Float64Array(3);
    numberStepper(Int32Array.of(4, 1, 1), { ...settings, stepsPerTurn: 2 }, draw).step(Float64Array.of(4, 2, 1, 1, -1, 1), delta, false);
    expect([...delta]).toEqual([-1.5, 0, 0]);
  });

  it('keeps enough rows on both sides of every cut, drawn ones too', () => {
    const stepper = numberStepper(Int32Array.of(0, 1, 1, 1, 3, 1, 1), settings, draw);
    for (let turn = 0; turn < 50; turn++) {
      const delta = new Float64Array(7);
      stepper.step(
        Float64Array.from({ length: 14 }, (_, at) => (at < 2 ? 0 : at % 2 === 1 ? 1 : at)),
        delta,
        true,
      );
      const cut = delta.findIndex((by, b) => b > 1 && by !== delta[b - 1]);
      expect(cut).toBeGreaterThanOrEqual(3);
      expect(cut).toBeLessThanOrEqual(5);
    }
  });
});

describe('a step of a category', () => {
  it('moves every level by itself, pulled to zero by l2 rows of the mean hessian', () => {
    const delta = new Float64Array(4);
    // 8 rows and hessians of 4 in all: 4 rows weigh 2.
    levelStepper(Int32Array.of(2, 0, 4, 2), { ...settings, l2: 4 }).step(Float64Array.of(1, 1, 0, 0, -8, 2, 3, 1), delta, false);
    [-0.5, 0, 1, -0.5].forEach((by, b) => expect(delta[b]).toBeCloseTo(by, 3));
  });
});

describe('the rows of a bag', () => {
  const groups = Float64Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 1 : 0));

  it('leave the share out of every class, both parts ascending, together all rows', () => {
    const { rows, train } = drawBag(groups, 2, 0.2, 7, 0);
    expect(train).toBe(32);
    expect([...rows.subarray(train)].filter((i) => groups[i] === 1)).toHaveLength(2);
    for (const part of [rows.subarray(0, train), rows.subarray(train)]) expect([...part]).toEqual(Array.from(part.toSorted()));
    expect([...rows].toSorted((a, b) => a - b)).toEqual([...groups.keys()]);
  });

  it('differ from bag to bag, and are the same again for the same seed', () => {
    const [one, again, other] = [0, 0, 1].map((bag) => drawBag(groups, 2, 0.2, 7, bag).rows.join());
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it('leave one row out of two, and none of one', () => {
    expect(drawBag(new Float64Array(2), 1, 0.1, 7, 0).train).toBe(1);
    expect(drawBag(new Float64Array(1), 1, 0.1, 7, 0).train).toBe(1);
  });
});
