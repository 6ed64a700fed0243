import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { customerCsv } from './customers.js';
import { simulateShop } from './shop.js';

const SHOPPERS = 8000;
const DAYS = 330;

/** What the demo project is made of. */
export interface DemoProject {
  readonly root: string;
  /** Customers that training learns from, as the shop knew them on one evening. */
  readonly customers: string;
  /** The same shop a month later: rows that training never saw. */
  readonly later: string;
}

/**
 * Writes the demo shop's project: two evenings of a simulated web shop as CSV and the model `repurchase` over the first.
 * The same seed gives the same files, to the byte.
 */
export async function writeDemoProject(root: string, seed: number): Promise<DemoProject> {
  const shop = simulateShop({ shoppers: SHOPPERS, days: DAYS, seed });
  const files = {
    'data/customers.csv': customerCsv(shop, DAYS - 61, seed),
    'data/customers-later.csv': customerCsv(shop, DAYS - 31),
    'models/repurchase.ts': MODEL,
    'package.json': `${JSON.stringify({ name: 'shop', private: true, type: 'module' }, null, 2)}\n`,
    'tsconfig.json': `${JSON.stringify(TSCONFIG, null, 2)}\n`,
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
  }
  return { root, customers: join(root, 'data/customers.csv'), later: join(root, 'data/customers-later.csv') };
}

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
  include: ['models'],
};

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
