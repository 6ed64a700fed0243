import type { FastifyInstance } from 'fastify';
import { mwError } from '../../core/index.js';
import { printableText } from '../printable.js';
import type { Route } from '../route.js';

/** Answers paths that do not exist: 404, or 405 with the methods that the path knows. */
export function refuseUnknownPaths(app: FastifyInstance, routes: readonly Pick<Route<never>, 'method' | 'path'>[]): void {
  const patterns = routes.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0];
    const allowed = [...new Set(patterns.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : [])))];
    if (allowed.length === 0) throw mwError('MW_SERVE_ROUTE_UNKNOWN', { method: request.method, path: printableText(path, 100) });
    throw mwError('MW_SERVE_METHOD', { method: request.method, allowed });
  });
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
