import { describe, expect, it } from 'vitest';
import { evaluate, type EvaluateInput, type Evaluation } from '../../evaluate/index.js';
import { columnsOf } from '../../expr/index.js';
import type { ModelContent } from '../content.js';
import type { Decision } from '../decide/index.js';
import type { ModelRecord } from '../record.js';
import { amountNotes, limitNotes } from '../train/decision.js';
import { payoffCaption } from './captions.js';
import { amountWords } from './decide-words.js';
import { decidesSection } from './decides.js';
import { headline } from './headline.js';
import { sureSection } from './sure.js';

const y = Float64Array.of(1, 0, 1, 0, 0, 1, 0, 0, 0, 0);
const input: EvaluateInput = {
  task: 'binary',
  classes: 1,
  y,
  margins: Float64Array.of(4, 3, 2, 1, 0, -1, -2, -3, -4, -5),
  payoff: { act: 'call', cost: 30, valueIfRight: 400, currency: 'USD' },
  seed: 1,
  resamples: 50,
};
const limited = evaluate({ ...input, deciding: { limit: { acts: 20, of: 100 } }, rule: y });
const limit = { acts: 20, of: 100, per: 'week' } as const;
const decide: Decision = { act: 'call', cost: 30, valueIfRight: 400, currency: 'USD', threshold: 0.075, limit };
const contentOf = (decision: Decision): ModelContent =>
  ({ task: 'binary', target: 'left', labels: ['No', 'Yes'], inputs: ['fee'], decide: decision }) as never;
const recordOf = (evaluation: Evaluation): ModelRecord => ({ evaluation, notes: [], metric: 'log_loss' }) as never;
const textOf = (part: { toString(): string }): string =>
  JSON.stringify(part)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/(\\n|\s)+/g, ' ');

describe('a report under a limit', () => {
  it('says of the rule and the limit what is decided, and marks no threshold', () => {
    const decides = textOf(decidesSection({ content: contentOf(decide), record: recordOf(limited) } as never));
    expect(decides).toContain('A row is acted on from a probability of 7.5% on; at most 20 acts a week, of 100 rows');
    expect(decides).toMatch(/acts on 20 : on 10 rightly/);
    const sure = textOf(sureSection(contentOf(decide), recordOf(limited)));
    expect(sure).not.toContain('At the threshold');
    expect(sure).not.toContain('act from here');
    const { limit: _, ...plain } = decide;
    expect(textOf(sureSection(contentOf(plain), recordOf(evaluate(input))))).toContain('act from here');
  });

  it('says what acting on everyone would bring, and that the limit does not allow it', () => {
    // everyone: 3·400 / 10 − 30 = 90; two acts by the model: 34
    expect(payoffCaption(limited.money!)).toMatch(
      /brings USD.34\.00 a row; acting on everyone would bring USD.56\.00 more, which the limit does not allow\.$/,
    );
  });

  it('says first that more is earned today than the limit allows', () => {
    // today: 3·370 / 10 = 111, of which two of three acts are within the limit
    const said = headline(contentOf(decide), recordOf(limited));
    expect(said).toMatch(/^Deciding by the model brings nothing beyond what today's rule within the limit brings already/);
    expect(said).toMatch(/Today's rule acts on 30% of the rows, more than the limit allows, and earns USD.77\.00 more per row\.$/);
  });
});

describe('amounts in words', () => {
  const c = columnsOf({ fee: 'number', months: 'number' });

  it('are read as one says them', () => {
    expect(amountWords(30, 'USD')).toMatch(/^USD.30\.00$/);
    expect(amountWords(c.fee.mul(0.6).node, 'USD')).toBe('USD 0.6 × fee of each row');
    expect(amountWords(c.fee.mul(0.6).node, 'USD', 12.5)).toBe('USD 0.6 × fee of each row (on average USD\u00a012.50)');
    expect(amountWords(c.fee.mul(c.months).node, '')).toBe('fee * months of each row');
  });

  it('are said to be missing first, where most rows lack them', () => {
    const undecided = Uint8Array.from(y, (_, i) => Number(i < 6));
    const some = evaluate({ ...input, payoff: { ...input.payoff!, undecided } });
    expect(headline(contentOf(decide), recordOf(some))).toMatch(/^6 of 10 rows have no amounts \(one is missing or negative\)/);
    const none = evaluate({ ...input, payoff: { ...input.payoff!, undecided: undecided.fill(1) } });
    expect(headline(contentOf(decide), recordOf(none))).toMatch(/^All 10 rows have no amounts/);
    const notes = (faults: number[]): readonly string[] =>
      amountNotes({ payoff: input.payoff!, faults: Uint8Array.from(faults) }, 'binary');
    expect(notes([2, 2])).toEqual([
      'All 2 rows have no amounts, so nobody is acted on: check the amounts of decide.',
      '2 rows whose cost is negative: not acted on, and worth nothing.',
    ]);
    expect(notes([2, 0])).toEqual(['1 row whose cost is negative: not acted on, and worth nothing.']);
  });
});

it('a limit without room for one act is told as one that nobody can judge', () => {
  const rule = { threshold: 0.1, limit: { acts: 1, of: 100 } };
  expect(limitNotes({ rule, cut: 0.9, strait: 'top' }, 10)[0]).toMatch(/^The limit leaves room for less than one act on the 10 rows/);
  expect(limitNotes({ rule, cut: Number.MAX_VALUE, strait: 'never' }, 10)[0]).toContain('never acted on');
  expect(limitNotes({ rule, cut: 0.5 }, 10)).toEqual([]);
});
