import type { ServeContext } from '../context.js';
import { METRICS_TYPE } from '../observe/index.js';
import type { Route } from '../route.js';
import { problems } from './schemas.js';

/** Figures for Prometheus. */
export const metricRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'GET',
    path: '/metrics',
    scope: 'read',
    summary: "Counters and gauges in Prometheus' text format.",
    schema: { response: { '200': { type: 'string' }, ...problems(401, 403, 429, 503) } },
    handle: async ({ metrics }) => ({ status: 200, body: await metrics(), type: METRICS_TYPE }),
  },
];
