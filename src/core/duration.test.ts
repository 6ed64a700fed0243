import { expect, it } from 'vitest';
import { durationWords, parseDuration, parseLatency } from './duration.js';

it('reads long and short times, each in its own units', () => {
  expect(['30s', '1.5h', '2w'].map(parseDuration)).toEqual([30_000, 5_400_000, 1_209_600_000]);
  expect(['500us', '500µs', '1.5ms', '2s'].map(parseLatency)).toEqual([0.5, 0.5, 1.5, 2000]);
  expect(['5ms', '5', 's', '-1s', '1 s', '1e3s', '1constructor'].map(parseDuration)).toEqual(Array.from({ length: 7 }));
  expect(['5m', '1', 'ms', '-1ms', ''].map(parseLatency)).toEqual(Array.from({ length: 5 }));
});

it('writes how long something takes', () => {
  expect([0.0004, 0.0125, 1.234, 999, 4100, 210_000, 5_400_000, 86_400_000, 7_776_000_000].map(durationWords)).toEqual([
    '0.4 µs',
    '12.5 µs',
    '1.23 ms',
    '999 ms',
    '4.1 s',
    '3.5 min',
    '90 min',
    '24 h',
    '90 days',
  ]);
});
