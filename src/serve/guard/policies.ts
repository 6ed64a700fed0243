import { mwError } from '../../core/index.js';
import type { Route } from '../route.js';
import { scopes } from './caller.js';

type Shape = Pick<Route<never>, 'method' | 'path' | 'scope' | 'schema'>;

/** Routes that answer without a token anywhere. */
const OPEN = new Set(['/livez', '/readyz']);

/**
 * Looks at every route before the server listens: each has a scope (open only where that is meant), a schema of its path's names, of its body
 * when its method has one, and of its answers. Throws `MW_SERVE_POLICY` with the first that has not.
 */
export function checkRoutes(routes: readonly Shape[]): void {
  for (const route of routes) {
    const lacks = lackOf(route);
    if (lacks !== undefined) throw mwError('MW_SERVE_POLICY', { route: `${route.method} ${route.path}`, lacks });
  }
}

function lackOf({ method, path, scope, schema }: Shape): string | undefined {
  if (scope !== 'open' && !scopes.includes(scope)) return 'has no scope';
  if (scope === 'open' && !OPEN.has(path)) return 'is open, and only /livez and /readyz may be';
  if (path.includes('*')) return 'matches any path';
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const described = Object.keys((schema.params?.['properties'] as object | undefined) ?? {});
  if (names.some((name) => !described.includes(name))) return 'has no schema of the names in its path';
  if ((method === 'POST' || method === 'PUT') && schema.body === undefined) return 'has no schema of its body';
  return Object.keys(schema.response).length === 0 ? 'has no schema of its answers' : undefined;
}

/**
 * Compares the table with what the router really holds (Fastify's `printRoutes({ commonPrefix: false })`), so that no route comes in by another
 * way. `HEAD` goes with `GET`. Throws `MW_SERVE_POLICY` with the first stranger.
 */
export function checkPrinted(printed: string, routes: readonly Shape[]): void {
  const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  const stranger = printedRoutes(printed).find((name) => !known.has(name.replace(/^HEAD /, 'GET ')));
  if (stranger !== undefined) throw mwError('MW_SERVE_POLICY', { route: stranger, lacks: 'is not in the table of routes' });
}

/** `GET /v1/models` … of a printed tree: each line adds its part to the path of the line above that stands further left. */
function printedRoutes(printed: string): readonly string[] {
  const path: string[] = [];
  return printed.split('\n').flatMap((line) => {
    const [, indent, part, methods] = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? [];
    if (part === undefined) return [];
    path.length = indent.length / 4;
    path.push(part);
    return methods === undefined ? [] : methods.split(', ').map((method) => `${method} ${path.join('')}`);
  });
}
