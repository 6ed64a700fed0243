import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { random } from '../../core/index.js';
import { PROJECT_FILES } from '../project-files.js';
import { customerCsv, customerRows, type CustomerRow } from './customers.js';
import { simulateShop } from './shop.js';

const SHOPPERS = 16_000;
const DAYS = 450;
/** From here on a rival takes buyers away. */
const RIVAL_DAY = 330;
/** The evenings of the story: training learns from the first, the second is judged, the others are served. */
const DAY = { training: 269, later: 299, changed: 390, recent: 420 } as const;
/** Customers of the evenings that are scored live: most of them after the change, so that what became true of them outweighs what was before. */
const LIVE_ROWS = { later: 1500, changed: 5000, recent: 1500 } as const;

/** Customers whose scores the shop asks for on one evening, and who of them bought within the 30 days after. */
export interface LiveEvening {
  readonly title: string;
  readonly customers: readonly CustomerRow[];
}

/** What the demo project is made of. */
export interface DemoProject {
  readonly root: string;
  /** Customers that training learns from, as the shop knew them on one evening. */
  readonly customers: string;
  /** The same shop a month later: rows that training never saw. */
  readonly later: string;
  /** Evenings to serve: before the rival, after it, and after the model has learned of it. */
  readonly evenings: readonly [before: LiveEvening, changed: LiveEvening, after: LiveEvening];
  /**
   * Writes the customers of the changed evening over those that training learns from: what a nightly export does. The earlier ones stay
   * beside them, in `customers-before.csv`.
   */
  readonly moveOn: () => Promise<void>;
}

/**
 * Writes the demo shop's project: two evenings of a simulated web shop as CSV and the model `repurchase` over the first.
 * The same seed gives the same files and the same requests, to the byte.
 */
export async function writeDemoProject(root: string, seed: number): Promise<DemoProject> {
  const shop = simulateShop({ shoppers: SHOPPERS, days: DAYS, seed, rivalDay: RIVAL_DAY });
  const customers = join(root, 'data/customers.csv');
  const files = {
    'data/customers.csv': customerCsv(shop, DAY.training, seed),
    'data/customers-later.csv': customerCsv(shop, DAY.later),
    'models/repurchase.ts': MODEL,
    ...PROJECT_FILES,
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
  }
  const evening = (title: string, which: keyof typeof LIVE_ROWS): LiveEvening => ({
    title,
    customers: someOf(customerRows(shop, DAY[which]), LIVE_ROWS[which], seed),
  });
  return {
    root,
    customers,
    later: join(root, 'data/customers-later.csv'),
    evenings: [
      evening('an evening like those before', 'later'),
      evening('a rival has come', 'changed'),
      evening('a month later', 'recent'),
    ],
    moveOn: async () => {
      await copyFile(customers, join(root, 'data/customers-before.csv'));
      await writeFile(customers, customerCsv(shop, DAY.changed, seed));
    },
  };
}

function someOf(rows: readonly CustomerRow[], count: number, seed: number): readonly CustomerRow[] {
  const order = random(seed, 'evening').shuffle(Int32Array.from(rows.keys()));
  return Array.from(order.subarray(0, count), (i) => rows[i]);
}

const MODEL = `import { csv, learn, model, t } from 'millwright';

const customers = csv('data/customers.csv', {
  customer: t.id(),
  joined: t.date(),
  country: t.category(),
  channel: t.category(),
  newsletter: t.bool({ true: 'yes', false: 'no' }),
  visits_30d: t.int(),
  visits_90d: t.int(),
  orders_90d: t.int(),
  spend_90d: t.number({ unit: 'EUR' }),
  days_since_visit: t.int().nullable(),
  days_since_order: t.int().nullable(),
  returns: t.int(),
  tickets: t.int(),
  top_category: t.category().nullable(),
  buys_again: t.bool({ true: 'yes', false: 'no' }),
});

export default model(
  'repurchase',
  customers
    .check((c) => ({
      'spend is not negative': c.spend_90d.gte(0),
      'visits of 30 days are among those of 90': c.visits_30d.lte(c.visits_90d),
    }))
    .target('buys_again')
    .features((c) => ({
      country: learn.category(c.country),
      channel: learn.category(c.channel),
      newsletter: c.newsletter,
      visits_30d: c.visits_30d,
      visits_90d: c.visits_90d,
      orders_90d: c.orders_90d,
      spend: c.spend_90d.log1p(),
      orders_per_visit: c.orders_90d.div(c.visits_90d.add(1)),
      days_since_visit: c.days_since_visit,
      days_since_order: c.days_since_order,
      unlucky: c.returns.add(c.tickets),
      big_spender: c.spend_90d.gt(learn.quantile(c.spend_90d, 0.9)),
      top_category: learn.category(c.top_category),
    })),
  {
    decide: { act: 'send a voucher', cost: 4, valueIfRight: 22, currency: 'EUR' },
    currentRule: (c) => c.days_since_order.lte(30),
    slices: (c) => ({ 'newsletter readers': c.newsletter, 'new customers': c.joined.gte('2025-09-01') }),
  },
);
`;
