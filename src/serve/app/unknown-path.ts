import type { FastifyInstance } from 'fastify';
import { mwError } from '../../core/index.js';
import type { Route } from '../route.js';

/** Answers paths that do not exist: 404, or 405 with the methods that the path knows. */
export function refuseUnknownPaths(app: FastifyInstance, routes: readonly Pick<Route<never>, 'method' | 'path'>[]): void {
  const patterns = routes.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0];
    const allowed = [...new Set(patterns.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : [])))];
    if (allowed.length === 0) throw mwError('MW_SERVE_ROUTE_UNKNOWN', { method: request.method, path: shown(path) });
    reply.header('allow', allowed.join(', '));
    throw mwError('MW_SERVE_METHOD', { method: request.method, allowed });
  });
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);

/** A path as it may stand in an answer: printable, and short. */
const shown = (path: string): string => path.slice(0, 100).replaceAll(/[^\x21-\x7e]|[<>"'&]/g, '?');
