/** `models/shop.ts` of the demo: what to show to whom. */
export const SHOP_MODEL = `import { csv, ease, recommender, t } from 'millwright';

const events = csv('data/events.csv', {
  event_id: t.id(),
  user_id: t.id(),
  item_id: t.id(),
  type: t.category(),
  at: t.timestamp(),
  amount: t.number({ unit: 'EUR' }).nullable(),
});

const items = csv('data/items.csv', {
  item_id: t.id(),
  title: t.text(),
  category: t.category(),
  style: t.category(),
  price: t.number({ unit: 'EUR' }),
  margin: t.number({ unit: 'EUR' }),
  launched: t.date(),
  stock: t.int(),
});

export default recommender('shop', {
  events,
  user: 'user_id',
  item: 'item_id',
  time: 'at',
  event: 'type',
  weights: { view: 1, cart: 2, purchase: 3, return: 0 },
  items: { table: items, id: 'item_id', title: 'title' },
  // Fitted in seconds, exact in its reasons, and knows what is alike. Without this line every method is compared, which takes minutes here.
  learner: ease(),
});
`;

/** `models/churn.ts` of the demo: who will not come back. */
export const CHURN_MODEL = `import { csv, learn, model, t } from 'millwright';

const customers = csv('data/customers.csv', {
  user_id: t.id(),
  evening: t.date(),
  customer_for_days: t.int(),
  country: t.category(),
  channel: t.category(),
  newsletter: t.bool({ true: 'yes', false: 'no' }),
  visits: t.int(),
  visits_30d: t.int(),
  days_since_visit: t.int(),
  usual_gap_days: t.number().nullable(),
  views_30d: t.int(),
  left_in_cart_30d: t.int(),
  purchases_90d: t.int(),
  spent_90d: t.number({ unit: 'EUR' }),
  days_since_purchase: t.int().nullable(),
  returns_90d: t.int(),
  leaves: t.bool({ true: 'yes', false: 'no' }),
});

export default model(
  'churn',
  customers
    .check((c) => ({ 'spent is not negative': c.spent_90d.gte(0) }))
    .target('leaves')
    .features((c) => ({
      customer_for_days: c.customer_for_days,
      country: learn.category(c.country),
      channel: learn.category(c.channel),
      newsletter: c.newsletter,
      visits: c.visits,
      visits_30d: c.visits_30d,
      days_since_visit: c.days_since_visit,
      // Ten days away say little of who comes every ten days, and much of who comes daily.
      overdue: c.days_since_visit.div(c.usual_gap_days.add(1)),
      usual_gap_days: c.usual_gap_days,
      views_30d: c.views_30d,
      left_in_cart_30d: c.left_in_cart_30d,
      purchases_90d: c.purchases_90d,
      spent: c.spent_90d.log1p(),
      days_since_purchase: c.days_since_purchase,
      returns_90d: c.returns_90d,
    })),
  { decide: { act: 'write to them', cost: 1.5, valueIfRight: 4, currency: 'EUR' } },
);
`;

/** `models/demand.ts` of the demo: how many pieces will go next week. */
export const DEMAND_MODEL = `import { csv, gbdt, learn, model, t } from 'millwright';

const weeks = csv('data/demand.csv', {
  item_id: t.id(),
  week: t.date(),
  category: t.category(),
  style: t.category(),
  price: t.number({ unit: 'EUR' }),
  weeks_on_sale: t.int(),
  season_week: t.int(),
  units_1w: t.int(),
  units_4w: t.int(),
  carts_1w: t.int(),
  views_1w: t.int(),
  views_4w: t.int(),
  returns_4w: t.int(),
  units: t.int(),
});

export default model(
  'demand',
  weeks
    .check((c) => ({ 'a week is among its month': c.units_1w.lte(c.units_4w) }))
    // The newest weeks are what it is judged on: it looks ahead, as it will have to.
    .target('units', { task: 'regression', time: 'week' })
    .features((c) => ({
      category: learn.category(c.category),
      style: learn.category(c.style),
      price: c.price.log1p(),
      weeks_on_sale: c.weeks_on_sale,
      season_week: c.season_week,
      units_1w: c.units_1w,
      units_4w: c.units_4w,
      carts_1w: c.carts_1w,
      views_1w: c.views_1w,
      views_4w: c.views_4w,
      returns_4w: c.returns_4w,
    })),
  // Pieces are counted, and most things sell few: that is what the loss called poisson is for.
  { learner: gbdt({ objective: 'poisson' }) },
);
`;
