import type { ServeContext } from '../context.js';
import { docRoutes } from '../openapi/routes.js';
import type { Route } from '../route.js';
import { aliasRoutes } from './aliases.js';
import { eventRoutes } from './events.js';
import { experimentRoutes } from './experiment.js';
import { healthRoutes } from './health.js';
import { itemRoutes } from './items.js';
import { metricRoutes } from './metrics.js';
import { modelRoutes } from './models.js';
import { outcomeRoutes } from './outcomes.js';
import { predictRoutes } from './predict.js';
import { recommendRoutes } from './recommend.js';
import { routingRoutes } from './routing.js';
import { searchRoutes } from './searches.js';

/** Every route of the server. A new one is a row of a table here. */
export const routes: readonly Route<ServeContext>[] = [
  ...predictRoutes,
  ...recommendRoutes,
  ...searchRoutes,
  ...outcomeRoutes,
  ...eventRoutes,
  ...itemRoutes,
  ...modelRoutes,
  ...aliasRoutes,
  ...routingRoutes,
  ...experimentRoutes,
  ...healthRoutes,
  ...metricRoutes,
  ...docRoutes(() => routes),
];
