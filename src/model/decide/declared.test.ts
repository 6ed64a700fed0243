import { describe, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { model } from '../index.js';
import { perMonth, rowsPer } from './period.js';

const table = rows([] as never, { fee: t.number(), plan: t.category(), at: t.timestamp(), left: t.bool({ true: 'Yes', false: 'No' }) });
const features = table.target('left').features((c) => ({ fee: c.fee }));
const call = { act: 'call', cost: 5 };

describe('a payoff', () => {
  it('becomes plain data: amounts of rows decide by expected value, unless the definition says otherwise', () => {
    const of = (decide: object) => model('m', features, { decide: decide as never }).decide;
    expect(of({ ...call, valueIfRight: 30 })).toEqual({ act: 'call', cost: 5, valueIfRight: 30 });
    expect(of({ ...call, valueIfRight: 30, policy: 'threshold' })).toEqual({ act: 'call', cost: 5, valueIfRight: 30 });
    const byRow = (c: { fee: { mul: (by: number) => unknown } }) => c.fee.mul(12);
    expect(of({ ...call, valueIfRight: byRow })).toMatchObject({
      cost: 5,
      valueIfRight: { kind: 'call', op: 'mul' },
      policy: 'expected_value',
    });
    expect(of({ ...call, valueIfRight: byRow, policy: 'threshold' })).not.toHaveProperty('policy');
    expect(of({ ...call, valueIfRight: () => 30 })).toEqual({ act: 'call', cost: 5, valueIfRight: 30 });
  });

  it.each([
    [
      'an amount that is text',
      { valueIfRight: (c: never) => (c as { plan: unknown }).plan },
      /decide\.valueIfRight is "a text"; due is an amount of the row itself/,
    ],
    ['an amount that is learned', { valueIfRight: (c: never) => learn.mean((c as { fee: never }).fee) }, /learned from all rows/],
    ['an amount that is no expression', { valueIfRight: () => 'much' }, /decide\.valueIfRight is "much"/],
    ['a negative amount', { valueIfRight: () => -1 }, /decide\.valueIfRight is -1; due is an amount of 0 or more/],
    ['the likeliest without a limit', { valueIfRight: 3, policy: 'top_k' }, /top_k acts on as many as a limit allows/],
    ['an unknown policy', { valueIfRight: 3, policy: 'gut' }, /decide\.policy is "gut"; due is 'threshold', 'expected_value', 'top_k'/],
    ['a limit of nothing', { valueIfRight: 3, limit: { per: 'week', of: 9 } }, /due is \{ acts: 500, per: 'week' \}/],
    [
      'a limit that nobody can count',
      { valueIfRight: 3, limit: { acts: 5, per: 'week' } },
      /with "of", the rows to decide about in a week/,
    ],
    ['an unknown period', { valueIfRight: 3, limit: { acts: 5, per: 'fortnight', of: 9 } }, /decide\.limit\.per is "fortnight"/],
    ['no acts at all', { valueIfRight: 3, limit: { acts: 0, per: 'week', of: 9 } }, /decide\.limit\.acts is 0; due is more than 0/],
    ['a misspelt limit', { valueIfRight: 3, limit: { act: 5, per: 'week', of: 9 } }, /Did you mean "acts"/],
    ['a misspelt running cost', { valueIfRight: 3, running: { perMoth: 5 } }, /Did you mean "perMonth"/],
  ])('refuses %s', (_, decide, says) => {
    expect(() => model('m', features, { decide: { ...call, ...decide } as never })).toThrow(says);
  });

  it('reads no protected column, unless the definition allows it', () => {
    const people = rows([] as never, { age: t.int({ protected: { bands: [40] } }), fee: t.number(), left: t.bool() });
    const decide = { ...call, valueIfRight: (c: never) => (c as { age: { mul: (by: number) => never } }).age.mul(12) };
    const of = (options: object) => {
      const problem = people.target('left', options);
      return model(
        'm',
        problem.features((c) => ({ fee: c.fee })),
        { decide: decide as never },
      );
    };
    expect(() => of({})).toThrow(
      expect.objectContaining({ code: 'MW_MODEL_DECIDE_PROTECTED', message: expect.stringContaining('decide.valueIfRight reads "age"') }),
    );
    expect(of({ allowProtected: ['age'] }).decide).toMatchObject({ valueIfRight: { op: 'mul' } });
  });

  it('counts the rows of a period by the time column', () => {
    const timed = table.target('left', { time: 'at' }).features((c) => ({ fee: c.fee }));
    expect(() => model('m', timed, { decide: { ...call, valueIfRight: 3, limit: { acts: 5, per: 'week' } } })).not.toThrow();
    const day = 86_400_000;
    expect(rowsPer('week', Float64Array.of(0, day, NaN, 2 * day, 4 * day))).toBe(7);
    expect(rowsPer('week', Float64Array.of(day, day))).toBeNull();
    expect(perMonth(7, 'week')).toBeCloseTo(365.25 / 12, 9);
  });

  it('must be there for a model that is chosen by money', () => {
    expect(() => model('m', features, { metric: 'money' })).toThrow(expect.objectContaining({ code: 'MW_MODEL_METRIC_MONEY' }));
  });
});
