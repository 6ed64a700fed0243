import { expect, it } from 'vitest';
import { random } from '../../../core/index.js';
import { minimise } from './minimise.js';
import { processOf, scalesOf } from './process.js';

const draw = random(1, 'process');
const points = Array.from({ length: 40 }, () => Float64Array.of(draw.uniform(), draw.uniform(), draw.int(3)));
const lossAt = ([a, , k]: Float64Array): number => Math.sin(5 * a) + (k === 1 ? 1 : 0);
const losses = Float64Array.from(points, lossAt);
const isChoice = Uint8Array.of(0, 0, 1);

it('a process goes through what it saw, is sure there, and less so elsewhere', () => {
  const process = processOf(points, losses, isChoice, scalesOf(points, losses, isChoice, 64));
  for (const [i, x] of points.entries()) {
    expect(Math.abs(process.at(x).mean - losses[i])).toBeLessThan(0.05);
    expect(process.at(x).variance).toBeLessThan(0.01);
  }
  const between = Array.from({ length: 100 }, () => Float64Array.of(draw.uniform(), draw.uniform(), draw.int(3)));
  const error = Math.sqrt(between.reduce((sum, x) => sum + (process.at(x).mean - lossAt(x)) ** 2, 0) / 100);
  expect(error).toBeLessThan(0.15);
  expect(process.at(Float64Array.of(5, 5, 0)).variance).toBeGreaterThan(process.at(points[0]).variance * 10);
});

it('a point that runs changes no mean, and makes the process surer there', () => {
  const theta = scalesOf(points, losses, isChoice, 64);
  const known = processOf(points, losses, isChoice, theta);
  const running = Float64Array.of(0.31, 0.5, 2);
  const whole = processOf([...points, running], losses, isChoice, theta);
  for (const x of [running, Float64Array.of(0.8, 0.1, 0)]) expect(whole.at(x).mean).toBeCloseTo(known.at(x).mean, 6);
  // As if the loss that the others let expect had been seen there.
  const told = processOf([...points, running], Float64Array.of(...losses, known.at(running).mean), isChoice, theta);
  expect(whole.at(running).mean).toBeCloseTo(told.at(running).mean, 8);
  expect(whole.at(running).variance).toBeCloseTo(told.at(running).variance, 12);
  expect(whole.at(running).variance).toBeLessThan(known.at(running).variance);
});

it('its slopes are those of finite differences', () => {
  const process = processOf(points, losses, isChoice, scalesOf(points, losses, isChoice, 64));
  const [mean, variance] = [new Float64Array(3), new Float64Array(3)];
  const x = Float64Array.of(0.3, 0.62, 1);
  process.at(x, mean, variance);
  for (const d of [0, 1]) {
    const at = (step: number) => process.at(x.map((v, i) => (i === d ? v + step : v)));
    expect(mean[d]).toBeCloseTo((at(1e-5).mean - at(-1e-5).mean) / 2e-5, 4);
    expect(variance[d]).toBeCloseTo((at(1e-5).variance - at(-1e-5).variance) / 2e-5, 4);
  }
  expect([mean[2], variance[2]]).toEqual([0, 0]);
});

it('going downhill finds the least value of a valley, and of one that lies outside at the side', () => {
  const valley = (x: Float64Array, gradient: Float64Array): number => {
    const [a, b] = x;
    gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
    gradient[1] = 200 * (b - a * a);
    return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
  };
  const free = Float64Array.of(-1.2, 1);
  expect(minimise(valley, free, -5, 5, 200, 1e-14)).toBeLessThan(1e-10);
  expect([...free].map((v) => Math.round(1e4 * v) / 1e4)).toEqual([1, 1]);
  const held = Float64Array.of(-1.2, 0.4);
  minimise(valley, held, -5, 0.5, 200, 1e-14);
  // With b held at 1/2: 400 a³ − 198 a − 2 = 0, whose larger root is a = 0.7085…, beyond the side at 1/2.
  expect(held[0]).toBeCloseTo(0.5, 6);
});
