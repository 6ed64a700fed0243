import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { checkPrinted, checkRoutes, installGuard, refusalHeaders, serverOptions, type Guard, type Tls } from '../guard/index.js';
import type { Route } from '../route.js';
import { PROBLEM_TYPE, problemOf, typedError } from './problem.js';
import { registerRoutes } from './register.js';
import { schemaChecks } from './schema-check.js';
import { refuseUnknownPaths } from './unknown-path.js';

/** What an app is made of. */
export interface AppOptions<Context> {
  readonly routes: readonly Route<Context>[];
  readonly context: Context;
  readonly guard: Guard;
  readonly tls?: Tls | undefined;
  /** Stands between the sockets and the app: what it does not pass on costs next to nothing. */
  readonly door?: FastifyServerOptions['serverFactory'] | undefined;
  /** Addresses of callers come from this many proxies in front. */
  readonly proxies?: number | undefined;
  /** Told of answers with status 500 and their cause. */
  readonly fault: (error: unknown) => void;
  /** Looks at the app before anything else does, so that refused requests are seen too: metrics, traces. */
  readonly extend?: ((app: FastifyInstance) => void) | undefined;
}

/**
 * The routes behind the guard, as a Fastify app that is ready and not yet listening. Errors are problem+json. Throws `MW_SERVE_POLICY` when a
 * route has no scope or no schema, or one came in by another way.
 */
export async function createApp<Context>(options: AppOptions<Context>): Promise<FastifyInstance> {
  const { routes, context, guard, tls, fault } = options;
  checkRoutes(routes);
  const app: FastifyInstance = Fastify({
    ...(serverOptions(guard.limits, tls) as FastifyServerOptions),
    ...(options.door ? { serverFactory: options.door } : {}),
    schemaController: schemaChecks,
    logger: false,
    trustProxy: options.proxies === undefined ? false : (_address: string, hop: number) => hop < options.proxies!,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
  });
  app.decorateRequest('routeConfig', undefined);
  options.extend?.(app);
  installGuard(app, guard);
  app.setErrorHandler((error, _request, reply) => {
    const typed = typedError(error, guard.limits.bodyBytes);
    if (typed.status >= 500 && typed.status !== 503) fault(error);
    reply
      .code(typed.status)
      .headers(refusalHeaders(typed))
      .header('content-type', PROBLEM_TYPE)
      .send(JSON.stringify(problemOf(typed)));
  });
  refuseUnknownPaths(app, routes);
  registerRoutes(app, routes, context);
  await app.ready();
  checkPrinted(app.printRoutes({ commonPrefix: false }), routes);
  return app;
}
