import { describe, expect, it } from 'vitest';
import { t, type Schema } from '../data/index.js';
import { csv, type Features } from '../features/index.js';
import type { Task } from '../learn/index.js';
import { model } from './define.js';
import { refusal } from '../../test/support/refusal.js';

const features = csv('shop.csv', { id: t.id(), spent: t.number(), left: t.bool() })
  .target('left')
  .features((c) => ({ spent: c.spent })) as unknown as Features<Schema, Task>;

describe('options of a model that only the compiler would refuse', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['a typing error', { sead: 5 }, 'MW_MODEL_OPTION_UNKNOWN', /no option "sead"\. Did you mean "seed"\?/],
    [
      'a typing error within',
      { decide: { act: 'call', cost: 1, valueIfRight: 2, curency: 'USD' } },
      'MW_MODEL_OPTION_UNKNOWN',
      /"decide\.curency"\. Did you mean "currency"/,
    ],
    ['no object', null, 'MW_MODEL_OPTION', /the model's options is null/],
    ['a seed in words', { seed: 'x' }, 'MW_MODEL_OPTION', /seed is "x"; due is a whole number of 0 or more/],
    ['half a seed', { seed: 1.5 }, 'MW_MODEL_OPTION', /seed is 1\.5/],
    ['a learner by name', { learner: 'linear' }, 'MW_MODEL_OPTION', /learner is "linear"; due is a learner such as gbdt/],
    ['money without amounts', { decide: {} }, 'MW_MODEL_OPTION', /decide\.act is undefined/],
    [
      'money in words',
      { decide: { act: 'call', cost: 'much', valueIfRight: 4 } },
      'MW_MODEL_OPTION',
      /decide\.cost is "much"; due is an amount/,
    ],
    ['slices that are no function', { slices: 5 }, 'MW_MODEL_OPTION', /slices is 5; due is a function of the columns/],
    ['a slice that is no test', { slices: () => ({ new: 5 }) }, 'MW_MODEL_OPTION', /slices "new" is 5; due is a yes\/no/],
    ['a rule that gives nothing', { currentRule: () => undefined }, 'MW_MODEL_OPTION', /currentRule is undefined/],
    ['a gate in words', { gate: { tolerance: 'x' } }, 'MW_MODEL_OPTION', /gate\.tolerance is "x"; due is a share/],
    ['an alert that is no test', { monitor: { alerts: () => ({ low: 5 }) } }, 'MW_MODEL_OPTION', /monitor\.alerts "low" is 5/],
    ['an alert over no figure', { monitor: { alerts: (m: never) => ({ low: m['auk'] }) } }, 'MW_EXPR_COLUMN', /"auk".*"auc"/],
    [
      'a channel that is none',
      { monitor: { notify: [{ kind: 'pigeon' }] } },
      'MW_MODEL_OPTION',
      /notify\[0\]\.kind is "pigeon"; due is console, webhook, email/,
    ],
    ['a webhook to nowhere', { monitor: { notify: [{ kind: 'webhook' }] } }, 'MW_MODEL_OPTION', /either url or urlEnv/],
    ['a webhook in the open', { monitor: { notify: [{ kind: 'webhook', url: 'http://a.example/' }] } }, 'MW_MODEL_OPTION', /due is https/],
    [
      'a webhook with a password',
      { monitor: { notify: [{ kind: 'webhook', url: 'https://a:b@c.example/' }] } },
      'MW_MODEL_OPTION',
      /is "an address with a password"/,
    ],
    [
      'a secret instead of its name',
      { monitor: { notify: [{ kind: 'webhook', url: 'https://a.example', secretEnv: 's3cr3t!' }] } },
      'MW_MODEL_OPTION',
      /secretEnv .* name of an environment/,
    ],
    [
      'mail to nobody',
      { monitor: { notify: [{ kind: 'email', smtpEnv: 'SMTP', from: 'a@b.example' }] } },
      'MW_MODEL_OPTION',
      /notify\[0\]\.to is undefined/,
    ],
    ['a schedule that is none', { monitor: { retrain: { cron: 'daily' } } }, 'MW_MODEL_CRON', /1 fields/],
    [
      'a retraining rule that is none',
      { monitor: { retrain: { crom: '* * * * *' } } },
      'MW_MODEL_OPTION_UNKNOWN',
      /"monitor\.retrain\.crom"\. Did you mean "cron"/,
    ],
    ['a delay that is none', { monitor: { labelsWithin: 'soon' } }, 'MW_DATA_RULE', /"soon"/],
  ])('%s', (_, options, code, words) => {
    const found = refusal(() => model('m', features, options as never));
    expect(found.code).toBe(code);
    expect(found.message).toMatch(words);
  });

  it('a name that is no text, features that are none', () => {
    expect(refusal(() => model(5 as never, features)).code).toBe('MW_MODEL_NAME');
    expect(refusal(() => model('m', csv('a.csv', { a: t.bool() }) as never)).code).toBe('MW_MODEL_NO_FEATURES');
    expect(refusal(() => model('m', undefined as never)).code).toBe('MW_MODEL_NO_FEATURES');
  });

  it('an id that is called like a column of the answer', () => {
    for (const name of ['prediction', 'Probability', 'probability_x']) {
      const rows = csv('a.csv', { [name]: t.id(), spent: t.number(), left: t.bool() } as Schema);
      expect(refusal(() => model('m', rows.target('left' as never).features((c) => ({ spent: c['spent'] as never })) as never)).code).toBe(
        'MW_MODEL_COLUMN_NAME',
      );
    }
  });

  it('a feature of a column that no artifact may hold', () => {
    const rows = csv('a.csv', { ['__proto__']: t.number(), spent: t.number(), left: t.bool() } as Schema);
    const made = (name: string) => rows.target('left' as never).features((c) => ({ x: c[name] as never })) as never;
    expect(refusal(() => model('m', made('__proto__'))).code).toBe('MW_MODEL_COLUMN_NAME');
    expect(model('m', made('spent')).name).toBe('m');
  });
});
