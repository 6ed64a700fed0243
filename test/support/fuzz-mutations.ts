import type { Random } from '../../src/core/index.js';
import type { RawRequest } from './raw-http.js';

/** A request that may be changed. */
export interface Draft {
  method: string;
  path: string;
  headers: [string, string][];
  body: string | undefined;
  host: string;
}

const pick = <T>(draw: Random, list: readonly T[]): T => list[draw.int(list.length)];

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1e308,
  -1e308,
  1e-320,
  2 ** 53,
  0.1,
  '',
  ' ',
  'x'.repeat(70_000),
  'a\u0000b',
  '\ud800',
  '\u202e<b>',
  '1e999',
  'NaN',
  [],
  {},
  [[]],
  { a: { b: { c: [1] } } },
  [null],
  ['churn'],
  'No',
  '__proto__',
  'constructor',
  'champion',
  'churn@1',
  '2026-01-01T00:00:00Z',
  -2147483649,
  4294967296,
];
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'rows',
  'outcomes',
  'id',
  '',
  'x'.repeat(300),
  '\u0000',
  'tenure ',
  'Tenure',
  '0',
  '-1',
  'length',
];
const TEXTS = [
  '1e999',
  '-1e999',
  'NaN',
  '[',
  ']',
  '{',
  '}',
  '"',
  '\\',
  '\\u0000',
  '\\ud800',
  ',',
  ':',
  '\u0000',
  '/*',
  '// ',
  "'",
  '1e',
  '0x10',
  '\ufeff',
  'undefined',
  '"__proto__":1,',
  '['.repeat(100),
];
const HEADERS: readonly [string, string][] = [
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/json;charset=utf-7'],
  ['Content-Encoding', 'gzip'],
  ['Origin', 'https://evil.example'],
  ['Origin', 'null'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Site', 'same-origin'],
  ['Authorization', 'Bearer x'],
  ['Authorization', ''],
  ['Authorization', 'Basic eDp5'],
  ['Expect', '100-continue'],
  ['Expect', 'a miracle'],
  ['Upgrade', 'websocket'],
  ['Connection', 'upgrade'],
  ['X-Forwarded-For', '1.2.3.4'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Request-Id', '<b>\t'],
  ['Traceparent', '00-zz'],
  ['Accept', '*/*;q=x'],
  ['Accept-Encoding', 'br'],
  ['Range', 'bytes=0-'],
  ['If-None-Match', '*'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['__proto__', '1'],
  ['Cookie', 'a=b; '.repeat(500)],
  ['Te', 'trailers'],
  ['Content-Type', 'application/json'],
  ['Host', 'evil.example'],
  ['X-Long', 'y'.repeat(20_000)],
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'M-SEARCH'];
const PIECES = [
  '..',
  '%2e%2e',
  '%2f',
  '%252f',
  '%5c',
  '%00',
  '%',
  '%zz',
  '%E0%A4%A',
  '@',
  '@1',
  '@champion',
  '@@',
  ':',
  ';a=b',
  '//',
  '?x=1',
  '?limit=-1&limit=x',
  '#a',
  '*',
  '\u00e9',
  'x'.repeat(400),
  '__proto__',
  '&',
  '+',
  '%2B',
  '~',
  '999999999999',
];
const HOSTS = ['localhost', 'localhost:1', 'evil.example', '[::1]', '', 'a b', '127.0.0.1:x', 'x'.repeat(500)];

type Mutation = (draft: Draft, draw: Random) => void;

const cutIn = (text: string, draw: Random, middle: string, drop: number): string => {
  const at = draw.int(text.length + 1);
  return text.slice(0, at) + middle + text.slice(at + drop);
};

/** Puts another value, key or length somewhere into a JSON document. */
function changeNode(node: unknown, draw: Random, depth = 0): unknown {
  if (typeof node !== 'object' || node === null || depth > 6 || draw.int(5) === 0) return pick(draw, VALUES);
  if (Array.isArray(node)) {
    const kind = draw.int(6);
    if (kind === 0 || node.length === 0) return [...(node as unknown[]), pick(draw, VALUES)];
    if (kind === 1) return node.slice(1);
    if (kind === 2) return Array.from({ length: 1 + draw.int(40) }, () => node[0] as unknown);
    const at = draw.int(node.length);
    return node.map((entry, i) => (i === at ? changeNode(entry, draw, depth + 1) : (entry as unknown)));
  }
  const entries = Object.entries(node);
  const kind = draw.int(6);
  if (kind === 0 || entries.length === 0) return Object.fromEntries([...entries, [pick(draw, KEYS), pick(draw, VALUES)]]);
  const at = draw.int(entries.length);
  if (kind === 1) return Object.fromEntries(entries.filter((_, i) => i !== at));
  if (kind === 2) return Object.fromEntries(entries.map(([key, value], i) => [i === at ? pick(draw, KEYS) : key, value]));
  return Object.fromEntries(entries.map(([key, value], i) => [key, i === at ? changeNode(value, draw, depth + 1) : value]));
}

const mutations: readonly Mutation[] = [
  (draft, draw) => {
    if (draft.body !== undefined) draft.body = cutIn(draft.body, draw, '', 1 + draw.int(4));
  },
  (draft, draw) => {
    if (draft.body !== undefined) draft.body = cutIn(draft.body, draw, pick(draw, TEXTS), draw.int(3));
  },
  (draft, draw) => {
    if (draft.body !== undefined) draft.body = cutIn(draft.body, draw, String.fromCharCode(draw.int(256)), 1);
  },
  ...Array.from({ length: 5 }, (): Mutation => (draft, draw) => {
    try {
      draft.body = JSON.stringify(changeNode(JSON.parse(draft.body ?? '{}'), draw));
    } catch {
      draft.body = '{}';
    }
  }),
  (draft, draw) => void (draft.body = draw.int(2) === 0 ? undefined : pick(draw, ['', ' ', 'null', '[]', '{}', '0', '""', 'true', '\n'])),
  (draft, draw) => void (draft.method = pick(draw, METHODS)),
  (draft, draw) => void draft.headers.push(pick(draw, HEADERS)),
  (draft, draw) => void (draft.headers = draft.headers.filter(() => draw.int(2) === 0)),
  (draft, draw) => void (draft.path = cutIn(draft.path, draw, pick(draw, PIECES), draw.int(3))),
  (draft, draw) => void (draft.path = `${draft.path}${pick(draw, PIECES)}`),
  (draft, draw) => void (draw.int(4) === 0 && (draft.host = pick(draw, HOSTS))),
];

/** One to three changes of a request. */
export function mutated(seed: RawRequest, host: string, draw: Random): Draft {
  const { method = 'GET', path = '/', headers = [], body } = seed;
  const draft: Draft = { method, path, headers: headers.map(([name, value]) => [name, value]), body: body?.toString(), host };
  for (let left = 1 + draw.int(3); left > 0; left--) pick(draw, mutations)(draft, draw);
  return draft;
}

/** Bytes of a request with a few of them changed, dropped, doubled or put in. */
export function mutatedBytes(bytes: Buffer, draw: Random): Buffer {
  let all = bytes;
  for (let left = draw.int(4); left > 0; left--) {
    const at = draw.int(all.length);
    const piece = [
      Buffer.from([draw.int(256)]),
      Buffer.alloc(0),
      Buffer.from('\r\n'),
      Buffer.from('\n'),
      Buffer.from('\0'),
      all.subarray(at, at + draw.int(200)),
      Buffer.from(': '),
    ];
    all = Buffer.concat([all.subarray(0, at), pick(draw, piece), all.subarray(at + draw.int(3))]);
  }
  return all;
}
