import { listed, row, type ErrorRow } from './row.js';

/** Errors of the layer `serve`. */
export const serveErrors = {
  MW_SERVE_REQUEST: row<{ part: string; reason: string }>({
    message: (p) => `the ${p.part} does not keep to the schema: ${p.reason}`,
    fix: () => 'Look up the schema of this route in /openapi.json, or read /docs.',
    status: 422,
  }),
  MW_SERVE_ROW: row<{ index: number; column: string; reason: string }>({
    message: (p) => `row ${p.index}: "${p.column}" ${p.reason}`,
    fix: () => 'Correct the row and send the request again; nothing of it was answered. The schema of a row is in /openapi.json.',
    status: 422,
  }),
  MW_SERVE_ROUTE_UNKNOWN: row<{ method: string; path: string }>({
    message: (p) => `there is no ${p.method} ${p.path}`,
    fix: () => 'Read /docs for what there is.',
    status: 404,
  }),
  MW_SERVE_METHOD: row<{ method: string; allowed: readonly string[] }>({
    message: (p) => `this path does not know ${p.method}`,
    fix: (p) => `Use ${p.allowed.join(' or ')}.`,
    status: 405,
  }),
  MW_SERVE_BAD_REQUEST: row<{ reason: string }>({
    message: (p) => `the request cannot be read: ${p.reason}`,
    fix: () => 'Send a request of HTTP/1.1 as /docs shows it.',
    status: 400,
  }),
  MW_SERVE_FAULT: row<Record<never, never>>({
    message: () => 'the server failed at this request',
    fix: () => 'Try again; when it fails again, whoever runs the server finds the cause in its log.',
    status: 500,
  }),
  MW_SERVE_OVERLOADED: row<{ seconds: number }>({
    message: () => 'the server has as much to do as it can bear and did not begin with this request',
    fix: (p) => `Ask again after ${p.seconds} s, or serve with more processes: millwright serve --processes N`,
    status: 503,
  }),
  MW_SERVE_SEARCH_TIME: row<{ seconds: number }>({
    message: (p) => `the search took longer than ${p.seconds} s and was stopped`,
    fix: () => 'Send fewer rows, or a lower "evaluations"; without a limit: millwright explain MODEL --in FILE --counterfactual',
    status: 422,
  }),
  MW_SERVE_GONE: row<Record<never, never>>({
    message: () => 'whoever asked closed the connection before the answer',
    fix: () => 'Give the request more time, or send fewer rows.',
    status: 408,
  }),
  MW_SERVE_VERSION_BROKEN: row<{ model: string; version: number; code: string }>({
    message: (p) => `${p.model}@${p.version} cannot be opened here (${p.code})`,
    fix: () => 'See /readyz for the reason; ask for another version meanwhile.',
    status: 503,
  }),
  MW_SERVE_GATE: row<{ model: string; alias: string; version: number; reasons: readonly string[] }>({
    message: (p) => `the gate refuses ${p.model}@${p.version} as ${p.alias}: ${p.reasons.join(' ')}`,
    fix: () => 'Train a better version, or send "force": true if you take the blame; the audit keeps the refusal.',
    status: 409,
  }),
  MW_SERVE_ROUTING: row<{ what: string; reason: string }>({
    message: (p) => `the rule "${p.what}" cannot be followed: ${p.reason}`,
    fix: () =>
      'Send {"canary":{"to":2,"percent":5}}, {"ab":{"salt":"may","arms":[{"to":2,"percent":50}]}} or {"shadow":[2]}; {} takes all rules away. On the command line: millwright route MODEL --canary 2=5%',
    status: 422,
  }),
  MW_SERVE_WORKER: row<{ code: string }>({
    message: (p) => `a process that should serve ended before it answered (${p.code}); its own words are above`,
    fix: () => 'Do what they say; with one process (without --processes) the reason is the answer.',
    status: 500,
  }),
  MW_SERVE_PORT: row<{ host: string; port: number; reason: string }>({
    message: (p) => `cannot listen on ${p.host}:${p.port}: ${p.reason}`,
    fix: () => 'Choose another port with --port (0: any free one), or end what listens there.',
    status: 500,
  }),
  MW_SERVE_BIND: row<{ host: string }>({
    message: (p) => `${p.host} can be reached from other machines, and what they send would travel unencrypted`,
    fix: () => 'Give --tls-cert and --tls-key, or put a proxy that ends TLS in front and say --behind-proxy, or bind to 127.0.0.1.',
    status: 400,
    usage: true,
  }),
  MW_SERVE_ALLOW_HOST: row<{ name: string }>({
    message: (p) => `"${p.name}" is no name that a request can be addressed to`,
    fix: () => 'Give host names, with a port where only that one is meant: --allow-host api.example.org,10.0.0.5:8443',
    status: 400,
    usage: true,
  }),
  MW_SERVE_TLS: row<{ reason: string }>({
    message: (p) => `the server cannot speak TLS: ${p.reason}`,
    fix: () => 'Give both --tls-cert and --tls-key, each a readable file in PEM, the key belonging to the certificate.',
    status: 400,
    usage: true,
  }),
  MW_SERVE_ADMIN_TOKEN: row<{ length: number; least: number }>({
    message: (p) => `MILLWRIGHT_ADMIN_TOKEN has ${p.length} characters; it needs ${p.least} to 512 visible ones`,
    fix: () => 'Set a long random value, for example that of `openssl rand -hex 32`, or unset it and use the token that serve prints.',
    status: 400,
    usage: true,
  }),
  MW_SERVE_POLICY: row<{ route: string; lacks: string }>({
    message: (p) => `the server does not start: the route ${p.route} ${p.lacks}`,
    fix: () => 'Every route needs a scope and a schema of each part that it reads; this is a fault of the program, please report it.',
    status: 500,
  }),
  MW_SERVE_TOKEN_NAME: row<{ name: string }>({
    message: (p) => `"${p.name}" is no name for a token: 1 to 100 characters that can be printed`,
    fix: () => 'Name who will use it, for example --name billing.',
    status: 400,
    usage: true,
  }),
  MW_SERVE_TOKEN_SCOPE: row<{ got: string; hint: string; known: readonly string[] }>({
    message: (p) => `"${p.got}" is no scope.${p.hint}`,
    fix: (p) => `Use one or more of ${listed(p.known)}, with commas between: --scope predict,label.`,
    status: 400,
    usage: true,
  }),
  MW_SERVE_TOKEN_UNKNOWN: row<{ id: string; hint: string }>({
    message: (p) => `there is no token with the id "${p.id}".${p.hint}`,
    fix: () => 'Look with `millwright token list`. The id is the part between the first and the second underscore of a token.',
    status: 404,
  }),
  MW_SERVE_HOST: row<{ host: string }>({
    message: (p) => `this server does not answer for the host ${p.host}`,
    fix: () => 'Call it by the name it was started with, or start it with --allow-host NAME.',
    status: 421,
  }),
  MW_SERVE_HEADER: row<{ name: string; fault: string }>({
    message: (p) => `the header ${p.name} ${p.fault}`,
    fix: (p) => `Send ${p.name} exactly once.`,
    status: 400,
  }),
  MW_SERVE_HEADERS: row<{ most: string }>({
    message: (p) => `the headers have more than ${p.most}`,
    fix: () => 'Send fewer and shorter headers.',
    status: 431,
  }),
  MW_SERVE_TIMEOUT: row<Record<never, never>>({
    message: () => 'the request took too long to arrive',
    fix: () => 'Send it again, without long pauses.',
    status: 408,
  }),
  MW_SERVE_URL: row<Record<never, never>>({
    message: () => 'the path is not written as a URL has it',
    fix: () => 'Encode what is not a letter or a digit: %20 for a blank, %25 for a percent sign.',
    status: 400,
  }),
  MW_SERVE_HTTP: row<Record<never, never>>({
    message: () => 'these bytes are no HTTP request',
    fix: () => 'Send a complete HTTP/1.1 request.',
    status: 400,
  }),
  MW_SERVE_EXPECT: row<Record<never, never>>({
    message: () => 'the header Expect asks for something that this server does not do',
    fix: () => 'Leave it out, or send `Expect: 100-continue`.',
    status: 417,
  }),
  MW_SERVE_ORIGIN: row<Record<never, never>>({
    message: () => 'the request comes from a page of another site, and such pages may change nothing here',
    fix: () => 'Call from a program, or from a page that this server or the same proxy serves.',
    status: 403,
  }),
  MW_SERVE_MEDIA_TYPE: row<Record<never, never>>({
    message: () => 'a body must be JSON',
    fix: () => 'Send it with the header `Content-Type: application/json`, and without Content-Encoding.',
    status: 415,
  }),
  MW_SERVE_TOKEN_MISSING: row<Record<never, never>>({
    message: () => 'the request has no token',
    fix: () => 'Send the header `Authorization: Bearer TOKEN`; make a token with `millwright token create`.',
    status: 401,
  }),
  MW_SERVE_TOKEN_WRONG: row<Record<never, never>>({
    message: () => 'the token is not valid here: unknown, expired or revoked',
    fix: () => 'Use another token; `millwright token list` shows which are valid, `millwright token create` makes one.',
    status: 401,
  }),
  MW_SERVE_FORBIDDEN: row<{ need: string }>({
    message: (p) => `the token may not do this: it lacks the scope "${p.need}"`,
    fix: (p) => `Use a token made with --scope ${p.need} (or admin, which includes all).`,
    status: 403,
  }),
  MW_SERVE_TOO_MANY_TRIES: row<{ seconds: number }>({
    message: (p) => `too many wrong tokens came from this address; the next is looked at in ${p.seconds} s`,
    fix: () => 'Wait as long as Retry-After says, then send the right token.',
    status: 429,
  }),
  MW_SERVE_TOKENS_AWAY: row<Record<never, never>>({
    message: () => 'tokens cannot be checked now: the database does not answer',
    fix: () => 'Try again in a few seconds.',
    status: 503,
  }),
  MW_SERVE_BODY_TOO_LARGE: row<{ most: number }>({
    message: (p) => `the body has more than ${p.most} bytes`,
    fix: () => 'Send the rows in several requests.',
    status: 413,
  }),
  MW_SERVE_JSON: row<{ reason: string }>({
    message: (p) => `the body is no JSON: ${p.reason}`,
    fix: () => 'Send one JSON document in UTF-8.',
    status: 400,
  }),
  MW_SERVE_JSON_DEPTH: row<{ most: number }>({
    message: (p) => `the body nests brackets more than ${p.most} deep`,
    fix: () => 'Send flat rows: {"rows":[{"column":value}]}.',
    status: 400,
  }),
  MW_SERVE_JSON_SIZE: row<{ items: number; keys: number }>({
    message: (p) => `the body holds a list of more than ${p.items} entries, or an object of more than ${p.keys} keys`,
    fix: () => 'Send fewer at once.',
    status: 413,
  }),
  MW_SERVE_JSON_TEXT: row<{ most: number }>({
    message: (p) => `the body holds a text of more than ${p.most} bytes`,
    fix: () => 'Send shorter texts.',
    status: 413,
  }),
  MW_SERVE_JSON_NUMBER: row<Record<never, never>>({
    message: () => 'a number is too large to be finite',
    fix: () => 'Send numbers below 1.8e308, or null where a value is missing.',
    status: 400,
  }),
  MW_SERVE_JSON_BROKEN: row<Record<never, never>>({
    message: () => 'a text holds half of a character: a lone surrogate, which no UTF-8 can write',
    fix: () => 'Cut texts between characters, not within them.',
    status: 400,
  }),
  MW_SERVE_JSON_KEY: row<{ key: string }>({
    message: (p) => `the key "${p.key}" is not allowed`,
    fix: () => 'Rename the column.',
    status: 400,
  }),
  MW_SERVE_CLIENT_NONE: row<Record<never, never>>({
    message: () => 'no model is registered, so a client would have nothing to ask',
    fix: () => 'Train one first: millwright train',
    status: 404,
  }),
  MW_SERVE_CLIENT_URL: row<{ url: string; reason: string }>({
    message: (p) => `the models of ${p.url} cannot be had: ${p.reason}`,
    fix: () =>
      'Give the address that the server printed, and set MILLWRIGHT_TOKEN to a token with the scope "read" when it is not on this machine.',
    status: 502,
  }),
  MW_SERVE_CLIENT_TAKEN: row<{ out: string }>({
    message: (p) => `"${p.out}" is there already and is no client that millwright made`,
    fix: () => 'Name another file, or move that one away.',
    status: 409,
  }),
  MW_SERVE_CLIENT_NAME: row<{ out: string }>({
    message: (p) => `a client is TypeScript, and "${p.out}" does not end in .ts`,
    fix: () => 'Name a file that ends in .ts or .mts.',
    status: 400,
    usage: true,
  }),
  MW_SERVE_TASK: row<{ model: string; asked: 'rows' | 'lists' }>({
    message: (p) =>
      p.asked === 'rows' ? `${p.model} recommends items, and answers no rows` : `${p.model} answers rows, and recommends no items`,
    fix: (p) => (p.asked === 'rows' ? 'Ask it with POST /v1/models/{model}/recommend.' : 'Ask it with POST /v1/models/{model}/predict.'),
    status: 409,
  }),
  MW_SERVE_WISH: row<{ named: readonly string[] }>({
    message: (p) =>
      p.named.length === 0
        ? 'the request does not say for whom to recommend'
        : `the request names ${listed(p.named)}, and one of them is meant`,
    fix: () => 'Send exactly one: "user" (an id), "history" (a list of items), or "item" (for items like it).',
    status: 422,
  }),
  MW_SERVE_FILTER: row<{ column: string; reason: string; model: string }>({
    message: (p) => `the filter of "${p.column}" cannot be used with ${p.model}: ${p.reason}`,
    fix: () => 'Write it as {"category": ["tea", "cups"], "price": {"lt": 20}}; /openapi.json has the columns.',
    status: 422,
  }),
  MW_SERVE_COLUMN: row<{ column: string; model: string; known: readonly string[]; hint: string }>({
    message: (p) => `the items of ${p.model} have no column "${p.column}".${p.hint}`,
    fix: (p) => (p.known.length === 0 ? 'Train it with a table of items: --items FILE.' : `Ask for ${listed(p.known, 20)}.`),
    status: 422,
  }),
  MW_SERVE_NO_SUCH_LIST: row<{ model: string; what: string }>({
    message: (p) => `${p.model} does not know ${p.what}`,
    fix: () => 'Train it on events with times, or ask with POST /v1/models/{model}/recommend.',
    status: 409,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
