import type { RawRequest } from './raw-http.js';
import type { Served } from './served.js';

const AT = '2024-02-01T00:00:00.000Z';

/** Every way to ask for a list, to report what users did and what the items are, that a server over the recommender `shop` answers. */
const BODIES: readonly (readonly [method: string, path: string, body?: unknown])[] = [
  ['POST', '/v1/models/shop/recommend', { user: 'u1', k: 5, explain: true }],
  ['POST', '/v1/models/shop/recommend', { user: 7, k: 5, filter: { kind: ['tea', 'cup'], price: { gte: 1, lt: 20 }, stock: true } }],
  ['POST', '/v1/models/shop/recommend', { user: 'stranger', k: 3, columns: ['title', 'price'] }],
  ['POST', '/v1/models/shop/recommend', { history: ['i1', { item: 'i2', at: AT, type: 'purchase' }, 3], k: 5, explain: 2 }],
  ['POST', '/v1/models/shop/recommend', { item: 'i1', k: 5, filter: { title: 'Item 2' } }],
  ['POST', '/v1/models/shop@1/recommend', { user: 'u1' }],
  ['POST', '/v1/events', { events: [{ id: 'e1', user: 'u1', item: 'i3', type: 'purchase', at: AT, price: 2.5, quantity: 2, value: 1 }] }],
  ['POST', '/v1/events', { events: [{ user: 3, item: 4 }, { id: 'e2', user: 'u2', item: 'i4', type: 'view', slate: 'x' }] }], // prettier-ignore
  [
    'POST',
    '/v1/models/shop/items',
    {
      items: [
        { item: 'i99', columns: { title: 'New', kind: 'tea', price: 4.5, stock: true } },
        { item: 'i7', removed: false },
      ],
    },
  ],
  ['GET', '/v1/models/shop/experiment'],
];

/** These requests by an admin, and by who may only ask. */
export const shopRequests = ({ tokens }: Served): readonly RawRequest[] =>
  BODIES.flatMap(([method, path, body]) =>
    [tokens.admin, tokens.admin, tokens.predict].map((token): RawRequest => {
      const headers: [string, string][] = [
        ['Authorization', `Bearer ${token}`],
        ...(body === undefined ? [] : [['Content-Type', 'application/json'] as [string, string]]),
      ];
      return { method, path, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    }),
  );
