/**
 * Secure by default: everything that stands between the network and a handler. A server puts it to use in this order:
 *
 * 1. `bindPolicy` refuses an address that others reach unencrypted, and tells whether only this machine can ask.
 * 2. `openTokenBook` and `allowedHosts` make, with the limits, a `createGuard`.
 * 3. `serverOptions(guard.limits, tls)` starts Fastify, and `installGuard(app, guard)` comes before every route: each has `config.scope`,
 *    and `request.caller` says who asks.
 * 4. `checkRoutes` and, when the app is ready, `checkPrinted` refuse to start where a route has no scope, no schema, or is not in the table.
 * 5. The error handler sends a `MillwrightError` with its `status` and `refusalHeaders`.
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
export { checkAdminToken, parseScopes } from './token-words.js';
