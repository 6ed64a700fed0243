import { goodRow } from './served.js';
import type { RawRequest } from './raw-http.js';

/** One hostile request and what a safe server says to it. */
export interface AttackCase {
  /** The class, as the security notes number it. */
  readonly id: string;
  readonly what: string;
  readonly request: RawRequest;
  /** Any of these. */
  readonly status: readonly number[];
  /** The error's code; left out where several are right. */
  readonly code?: string | undefined;
  readonly where?: string | undefined;
  /** The answer must come within so many milliseconds. */
  readonly withinMs?: number | undefined;
}

export const PREDICT = '/v1/models/churn/predict';
const JSON_TYPE = ['Content-Type', 'application/json'] as const;

const post = (body: string | Buffer, headers: RawRequest['headers'] = [JSON_TYPE], path = PREDICT): RawRequest => ({
  method: 'POST',
  path,
  headers,
  body,
});
const row = JSON.stringify(goodRow);
const good = `{"rows":[${row}]}`;
const withCell = (cell: string): string => `{"rows":[${row.replace('"tenure":12', `"tenure":${cell}`)}]}`;
const get = (path: string): RawRequest => ({ path });

const names = [
  '..%2f..%2fetc%2fpasswd',
  '%252e%252e%252f',
  '..%5c..%5cwin.ini',
  '....//',
  '.',
  'CON',
  'x%00y',
  'a%2Fb',
  '%E2%80%AEnruhc',
  'x'.repeat(10_000),
];
const traversal: readonly AttackCase[] = [
  ...names.map((name) => ({
    id: 'O10',
    what: `the model's name ${name.slice(0, 30)}`,
    request: post(good, [JSON_TYPE], `/v1/models/${name}/predict`),
    status: [400, 404, 422],
  })),
  ...names
    .filter((name) => name !== 'CON')
    .map((name) => ({
      id: 'O08',
      what: `the alias ${name.slice(0, 30)}`,
      request: post('{"version":1}', [JSON_TYPE], `/v1/models/churn/aliases/${name}`),
      status: [400, 404, 422],
    })),
  ...[
    '/../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '//etc/passwd',
    '/docs/../../etc/passwd',
    '/docs/..%2f..%2fpackage.json',
    '/.millwright/millwright.db',
  ].map((path) => ({
    id: 'O12',
    what: `the path ${path}`,
    request: get(path),
    status: [400, 404, 422],
  })),
];

const json: readonly AttackCase[] = [
  { id: 'O37', what: 'a megabyte of [', request: post('['.repeat(1 << 20)), status: [400], code: 'MW_SERVE_JSON_DEPTH', withinMs: 500 },
  {
    id: 'O37',
    what: 'a megabyte of {"a":',
    request: post('{"a":'.repeat(200_000)),
    status: [400],
    code: 'MW_SERVE_JSON_DEPTH',
    withinMs: 500,
  },
  {
    id: 'O37',
    what: '65 lists in a cell',
    request: post(withCell('['.repeat(65) + ']'.repeat(65))),
    status: [400],
    code: 'MW_SERVE_JSON_DEPTH',
  },
  {
    id: 'O39',
    what: '1e999 in a row',
    request: post(withCell('1e999')),
    status: [400],
    code: 'MW_SERVE_JSON_NUMBER',
    where: 'rows[0].tenure',
  },
  {
    id: 'O39',
    what: '-1e999 deep inside',
    request: post(withCell('{"a":[1,-1e999]}')),
    status: [400],
    code: 'MW_SERVE_JSON_NUMBER',
    where: 'rows[0].tenure.a[1]',
  },
  {
    id: 'O39',
    what: 'a number of 100,000 digits',
    request: post(withCell('9'.repeat(100_000))),
    status: [400],
    code: 'MW_SERVE_JSON_NUMBER',
    where: 'rows[0].tenure',
  },
  { id: 'O39', what: 'the word NaN', request: post(withCell('NaN')), status: [400], code: 'MW_SERVE_JSON' },
  { id: 'O39', what: 'the text "Infinity"', request: post(withCell('"Infinity"')), status: [400, 422], code: 'MW_SERVE_ROW' },
  { id: 'O39', what: 'a list for a number', request: post(withCell('[12]')), status: [400, 422], code: 'MW_SERVE_ROW' },
  {
    id: 'O39',
    what: 'an object with toString',
    request: post(withCell('{"toString":1,"valueOf":1}')),
    status: [400, 422],
    code: 'MW_SERVE_ROW',
  },
  {
    id: 'O40',
    what: '__proto__ in the body',
    request: post(`{"__proto__":{"isAdmin":true},"rows":[${row}]}`),
    status: [400],
    code: 'MW_SERVE_JSON_KEY',
  },
  {
    id: 'O40',
    what: '__proto__ in a row',
    request: post(`{"rows":[{"__proto__":{"isAdmin":true},${row.slice(1)}]}`),
    status: [400],
    code: 'MW_SERVE_JSON_KEY',
    where: 'rows[0]',
  },
  {
    id: 'O40',
    what: '__proto__ in escapes',
    request: post(`{"rows":[{"\\u005f_pro\\u0074o__":{"isAdmin":true},${row.slice(1)}]}`),
    status: [400],
    code: 'MW_SERVE_JSON_KEY',
    where: 'rows[0]',
  },
  {
    id: 'O40',
    what: 'constructor.prototype',
    request: post(`{"rows":[{"constructor":{"prototype":{"isAdmin":true}},${row.slice(1)}]}`),
    status: [400],
    code: 'MW_SERVE_JSON_KEY',
    where: 'rows[0]',
  },
  {
    id: 'O40',
    what: 'a column hasOwnProperty',
    request: post(`{"rows":[{"hasOwnProperty":1,${row.slice(1)}]}`),
    status: [400, 422],
    code: 'MW_SERVE_ROW',
  },
  {
    id: 'O47',
    what: '100,000 keys like numbers',
    request: post(`{"rows":[{${Array.from({ length: 70_000 }, (_, i) => `"${i * 7}":1`).join(',')}}]}`),
    status: [413],
    withinMs: 500,
  },
  {
    id: 'O47',
    what: 'as many keys as may be, in every row',
    request: post(
      `{"rows":[${Array.from({ length: 20 }, (_, k) => `{${Array.from({ length: 4000 }, (_, i) => `"${(i * 4096 + k) * 16}":1`).join(',')}}`).join(',')}]}`.slice(
        0,
        (1 << 20) - 2,
      ) + ']}',
    ),
    status: [400, 413],
    withinMs: 1000,
  },
  {
    id: 'O48',
    what: 'more rows than one request may have',
    request: post(`{"rows":[${'{},'.repeat(20_000)}{}]}`),
    status: [413],
    code: 'MW_SERVE_JSON_SIZE',
  },
  {
    id: 'O48',
    what: 'more bytes than one request may have',
    request: post(Buffer.alloc((1 << 20) + 1, 0x20)),
    status: [413],
    code: 'MW_SERVE_BODY_TOO_LARGE',
  },
  {
    id: 'O48',
    what: 'one text of a megabyte',
    request: post(`{"rows":["${'x'.repeat(1_000_000)}"]}`),
    status: [413],
    code: 'MW_SERVE_JSON_TEXT',
  },
  { id: 'O48', what: 'a hundred million reasons', request: post(`{"rows":[${row}],"explain":100000000}`), status: [422] },
  {
    id: 'O42',
    what: 'half of a surrogate pair',
    request: post('{"rows":[{"plan":"\\ud800"}]}'),
    status: [400],
    code: 'MW_SERVE_JSON_BROKEN',
    where: 'rows[0].plan',
  },
  {
    id: 'O42',
    what: 'bytes that are no UTF-8',
    request: post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
    status: [400],
    code: 'MW_SERVE_JSON',
  },
];

const types: readonly AttackCase[] = [
  'application/json\ta',
  'application/json;charset=utf-7',
  'application/json, text/plain',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=-',
  `application/x-www-form-urlencoded; !="${'\\'.repeat(8000)}`,
  'application/vnd.bentoml+pickle',
  'application/json;',
  'application/json; charset=utf-8; a=b',
  'APPLICATION/JSONX',
].map((type) => ({
  id: 'O41',
  what: `the type ${type.slice(0, 40)}`,
  request: post(good, [['Content-Type', type]]),
  status: [415],
  code: 'MW_SERVE_MEDIA_TYPE',
  withinMs: 500,
}));

const framing: readonly AttackCase[] = [
  { id: 'O41', what: 'no type at all', request: post(good, []), status: [415], code: 'MW_SERVE_MEDIA_TYPE' },
  {
    id: 'O41',
    what: 'two types',
    request: post(good, [JSON_TYPE, ['content-type', 'text/plain']]),
    status: [400],
    code: 'MW_SERVE_HEADER',
  },
  {
    id: 'O41',
    what: 'a compressed body',
    request: post(good, [JSON_TYPE, ['Content-Encoding', 'gzip']]),
    status: [415],
    code: 'MW_SERVE_MEDIA_TYPE',
  },
  { id: 'O46', what: 'no Host', request: { host: null }, status: [400], code: 'MW_SERVE_HEADER' },
  { id: 'O46', what: 'an empty Host', request: { host: '' }, status: [400, 421] },
  { id: 'O46', what: 'two Hosts', request: { headers: [['Host', '127.0.0.1']] }, status: [400], code: 'MW_SERVE_HEADER' },
  {
    id: 'O46',
    what: 'a header named __proto__',
    request: post(good, [JSON_TYPE, ['__proto__', 'x'], ['constructor', 'y']]),
    status: [200],
  },
  {
    id: 'O46',
    what: 'a path that begins with a star',
    request: get('*v1/models'),
    status: [400],
    code: 'MW_SERVE_URL',
  },
  {
    id: 'O46',
    what: "another server's address for a path",
    request: get('http://evil.example/v1/models'),
    status: [400],
    code: 'MW_SERVE_URL',
  },
  {
    id: 'O46',
    what: 'a path that is cut in a percent sign',
    request: get('/v1/models/%E0%A4%A/predict'),
    status: [400],
    code: 'MW_SERVE_URL',
  },
  {
    id: 'O45',
    what: '1,000 headers',
    request: { headers: Array.from({ length: 1000 }, (_, i) => [`x-${i}`, '1'] as const) },
    status: [431],
    code: 'MW_SERVE_HEADERS',
  },
  { id: 'O45', what: '64 kB of headers', request: { headers: [['x-long', 'x'.repeat(65_536)]] }, status: [431], code: 'MW_SERVE_HEADERS' },
  { id: 'O45', what: 'two lengths', request: post(good, [JSON_TYPE, ['Content-Length', '3']]), status: [400], code: 'MW_SERVE_HTTP' },
  {
    id: 'O45',
    what: 'a length and chunks (smuggling)',
    request: post(good, [JSON_TYPE, ['Transfer-Encoding', 'chunked']]),
    status: [400],
    code: 'MW_SERVE_HTTP',
  },
];

const browser: readonly AttackCase[] = [
  ...['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.nip.io', '169.254.169.254'].map((host) => ({
    id: 'O56',
    what: `the Host ${host}`,
    request: { ...get('/v1/models'), host },
    status: [421],
    code: 'MW_SERVE_HOST',
  })),
  {
    id: 'O56',
    what: 'a foreign Host on an open route',
    request: { ...get('/livez'), host: 'evil.example' },
    status: [421],
    code: 'MW_SERVE_HOST',
  },
  {
    id: 'O56',
    what: 'a foreign Host on an unknown path',
    request: { ...get('/nothing'), host: 'evil.example' },
    status: [421],
    code: 'MW_SERVE_HOST',
  },
  {
    id: 'O56',
    what: 'a foreign X-Forwarded-Host is not looked at',
    request: { ...get('/livez'), headers: [['X-Forwarded-Host', 'evil.example']] },
    status: [200],
  },
  ...[
    ['Origin', 'https://evil.example'],
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
  ].flatMap(([name, value]) =>
    ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({
      id: 'O55',
      what: `${method} with ${name}: ${value}`,
      request: {
        method,
        path: '/v1/models/churn/aliases/champion',
        headers: [JSON_TYPE, [name, value]] as RawRequest['headers'],
        body: '{"version":1}',
      },
      status: [403],
      code: 'MW_SERVE_ORIGIN',
    })),
  ),
  {
    id: 'O55',
    what: 'a form',
    request: post('version=1', [['Content-Type', 'text/plain']], '/v1/models/churn/aliases/champion'),
    status: [415],
    code: 'MW_SERVE_MEDIA_TYPE',
  },
  { id: 'O55', what: 'a picture that would promote', request: get('/v1/models/churn/aliases/champion?version=1'), status: [404, 405] },
  {
    id: 'O55',
    what: 'a method in a header',
    request: { path: '/v1/models/churn/aliases/champion', headers: [['X-HTTP-Method-Override', 'POST'], JSON_TYPE] },
    status: [404, 405],
  },
];

/** Every case, sent with an admin token. */
export const attackCases: readonly AttackCase[] = [...traversal, ...json, ...types, ...framing, ...browser];
