import { random } from '../../src/core/index.js';
import { t } from '../../src/data/index.js';
import { learn } from '../../src/expr/index.js';
import { rows } from '../../src/features/index.js';
import { linear, xLearner } from '../../src/learn/index.js';
import { model } from '../../src/model/index.js';

/** Whom a simulated campaign was about, and what became of it. */
export interface Customer {
  readonly id: string;
  readonly age: number;
  readonly visits: number;
  readonly region: string;
  readonly mailed: string;
  readonly bought: string;
  readonly spent: number;
}

/** A mailing: it persuades those under 40, puts those over 60 off, and frequent visitors buy anyway. */
export const effectOf = (age: number): number => (age < 40 ? 0.3 : age > 60 ? -0.15 : 0);

export function campaign(seed: number, count: number, share = 0.5): readonly Customer[] {
  const draw = random(seed, 'mailing');
  return Array.from({ length: count }, (_, i) => {
    const [age, visits] = [18 + draw.int(60), draw.int(20)];
    const isMailed = draw.uniform() < share;
    const buys = draw.uniform() < 0.2 + 0.02 * visits + (isMailed ? effectOf(age) : 0);
    return {
      id: `c${i}`,
      age,
      visits,
      region: ['north', 'south'][draw.int(2)],
      mailed: isMailed ? 'yes' : 'no',
      bought: buys ? 'yes' : 'no',
      spent: buys ? 20 + visits + draw.normal() : 0,
    };
  });
}

export const schema = {
  id: t.id(),
  age: t.int(),
  visits: t.int(),
  region: t.category(),
  mailed: t.bool({ true: 'yes', false: 'no' }).nullable(),
  bought: t.bool({ true: 'yes', false: 'no' }).nullable(),
  spent: t.number(),
};
export const list = campaign(3, 3000);
export const fresh = campaign(4, 3000);
export const tableOf = (customers: readonly object[]) => rows(customers as never, schema);
export const mailing = { act: 'mail', cost: 2, value: 40, currency: 'EUR' } as const;
export const mailModel = (customers: readonly object[] = list, options: object = {}) =>
  model(
    'mail',
    tableOf(customers)
      .uplift('bought', { treatment: 'mailed' })
      .features((c) => ({ age: c.age, visits: c.visits, region: learn.category(c.region) })),
    { decide: mailing, ...options },
  );
export const quick = { learner: xLearner({ outcome: linear(), effect: { learner: 'gbdt', params: { trees: 30, leaves: 4 } } }) };
export const jsonl = (customers: readonly object[]): string => customers.map((one) => `${JSON.stringify(one)}\n`).join('');
