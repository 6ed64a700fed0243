/**
 * Secure by default: everything that stands between the network and a handler. How a server puts it to use:
 *
 * ```ts
 * const { loopback } = bindPolicy({ host, tls: tls !== undefined, behindProxy });      // throws MW_SERVE_BIND
 * const tokens = openTokenBook({ store, clock, adminToken: checkAdminToken(env.MILLWRIGHT_ADMIN_TOKEN) });
 * const guard = createGuard({ tokens, hosts: allowedHosts({ host, allow }), limits: limitsFor(columns), loopback, tls: tls !== undefined });
 * const app = fastify({ ...serverOptions(guard.limits, tls), trustProxy: behindProxy ? 1 : false, ajv, … });
 * installGuard(app, guard);               // before any route; each route has config.scope; request.caller says who asks
 * checkRoutes(routes);                    // each has scope and schema, else it does not start
 * await app.ready();
 * checkPrinted(app.printRoutes({ commonPrefix: false }), routes);
 * ```
 *
 * The error handler of the app sends a `MillwrightError` as problem+json with `error.status` and `refusalHeaders(error)`.
 */
export type { GuardedRequest } from './admission.js';
export { bindPolicy, readTls, type Tls } from './bind.js';
export { mayDo, scopes, type Caller } from './caller.js';
export { createGuard, isOpenOnLoopback, type Guard, type GuardOptions } from './guard.js';
export { pagePolicy, securityHeaders, type Headers } from './headers.js';
export { allowedHosts, isLoopback, type Hosts } from './hosts.js';
export { installGuard } from './install.js';
export { createToken, endToken, firstAdminToken, tokenList, type TokenInfo, type TokenOrder, type TokenRun } from './issue.js';
export { defaultLimits, limitsFor, type Limits } from './limits.js';
export { parseJson } from './parse-json.js';
export { checkPrinted, checkRoutes } from './policies.js';
export { refusalHeaders } from './refusal.js';
export { serverOptions } from './server-options.js';
export { openTokenBook, type TokenBook, type TokenBookOptions } from './token-book.js';
export { checkAdminToken, parseLasting, parseScopes } from './token-words.js';
