import { describe, expect, it } from 'vitest';
import { bindPolicy, readTls } from './bind.js';
import { isForeign } from './browser.js';
import { allowedHosts, isLoopback } from './hosts.js';
import { hasBody, isJsonType } from './media-type.js';

describe('allowedHosts', () => {
  const local = allowedHosts({ host: '127.0.0.1' });
  it.each(['localhost', 'LOCALHOST:8080', '127.0.0.1:1', '[::1]:8080', '[0:0:0:0:0:0:0:1]', 'localhost.'])('loopback: %s', (host) => {
    expect(local.allows(host)).toBe(true);
  });
  it.each([
    'evil.example',
    'localhost.evil.example',
    'evil.example#localhost',
    'localhost@evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    '',
    'localhost:abc',
    'localhost:',
    'localhost/',
    'local host',
    '[::2]',
    '[::1',
    '127.0.0.2',
    '2130706433',
    'a'.repeat(300),
    'xn--localhost',
    '__proto__',
  ])('not: %s', (host) => expect(local.allows(host)).toBe(false));

  it('answers for the bound name and the allowed ones, with their ports where given', () => {
    const hosts = allowedHosts({ host: '192.168.1.5', allow: ['api.example', 'other.example:8443', '::1'] });
    expect(['192.168.1.5:8080', 'API.example', 'api.example:99', 'other.example:8443'].map(hosts.allows)).toEqual([true, true, true, true]);
    expect(['other.example', 'other.example:1', 'x.api.example', '192.168.1.6'].map(hosts.allows)).toEqual([false, false, false, false]);
  });

  it.each(['', '*', '*.example', 'https://api.example', 'a b', 'x:99999999'])('refuses to allow %j', (name) => {
    expect(() => allowedHosts({ host: '127.0.0.1', allow: [name] })).toThrow(expect.objectContaining({ code: 'MW_SERVE_ALLOW_HOST' }));
  });

  it('bound everywhere, it answers for addresses, not for names', () => {
    const hosts = allowedHosts({ host: '0.0.0.0' });
    expect(['10.1.2.3:8080', '[fe80::1]:80', 'evil.example'].map(hosts.allows)).toEqual([true, true, false]);
  });

  it('gives the same answer again', () => {
    expect([local.allows('localhost:1'), local.allows('localhost:1'), local.allows('evil'), local.allows('evil')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('isForeign', () => {
  const host = 'api.example';
  it.each([
    ['a program', {}],
    ['its own page', { origin: 'https://api.example', 'sec-fetch-site': 'same-origin' }],
    ['its own page on a named port', { origin: 'https://api.example', host: 'api.example:443' }],
    ['typed into the address line', { 'sec-fetch-site': 'none' }],
  ])('%s is at home', (_, headers) => expect(isForeign({ host, ...headers })).toBe(false));
  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'https://api.example:8443' }],
    ['a subdomain', { origin: 'https://x.api.example', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['no URL', { origin: '' }],
    ['another scheme', { origin: 'file://api.example' }],
    ['a URL with more than an origin', { origin: 'https://api.example/path' }],
    ['a user name', { origin: 'https://api.example@evil.example' }],
    ['two values', { origin: 'https://api.example, https://evil.example' }],
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['an unknown word', { 'sec-fetch-site': 'Same-Origin ' }],
    ['no host to compare with', { origin: 'https://api.example', host: undefined }],
  ])('%s is foreign', (_, headers) => expect(isForeign({ host, ...headers })).toBe(true));
});

describe('isJsonType', () => {
  it.each(['application/json', 'Application/JSON', 'application/json;charset=utf-8', 'application/json; charset=UTF-8'])('%s', (type) => {
    expect(isJsonType(type)).toBe(true);
  });
  it.each([
    undefined,
    '',
    'application/json\ta',
    'application/json;charset=utf-7',
    'application/json ;charset=utf-8',
    'application/json, text/plain',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'application/json;',
    'application/json; charset="utf-8"',
    'application/problem+json',
    'multipart/form-data; boundary=x',
  ])('not %j', (type) => expect(isJsonType(type)).toBe(false));

  it('answers a hostile megabyte at once', () => {
    const started = performance.now();
    expect(isJsonType(`application/x-www-form-urlencoded; !="${'\\'.repeat(1 << 20)}`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(50);
  });

  it('knows a body by its length or its chunks', () => {
    expect([
      hasBody({}),
      hasBody({ 'content-length': '0' }),
      hasBody({ 'content-length': '2' }),
      hasBody({ 'transfer-encoding': 'chunked' }),
    ]).toEqual([false, false, true, true]);
  });
});

describe('bindPolicy', () => {
  const plain = { tls: false, behindProxy: false };
  it.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1', '[::1]', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])(
    '%s is this machine alone',
    (host) => {
      expect([isLoopback(host), bindPolicy({ host, ...plain }).loopback]).toEqual([true, true]);
    },
  );
  it.each(['0.0.0.0', '::', '192.168.0.1', 'example.org', '127.evil.example', '127.0.0.1.evil.example', '::ffff:10.0.0.1', ''])(
    '%s needs TLS or a proxy',
    (host) => {
      expect(() => bindPolicy({ host, ...plain })).toThrow(/unencrypted/);
      expect(bindPolicy({ host, tls: true, behindProxy: false }).loopback).toBe(false);
      expect(bindPolicy({ host, tls: false, behindProxy: true }).loopback).toBe(false);
    },
  );
  it('behind a proxy loopback is not this machine alone', () => {
    expect(bindPolicy({ host: '127.0.0.1', tls: false, behindProxy: true }).loopback).toBe(false);
  });
  it('a certificate needs its key, both readable', () => {
    expect(readTls(undefined, undefined)).toBeUndefined();
    expect(() => readTls('cert.pem', undefined)).toThrow(expect.objectContaining({ code: 'MW_SERVE_TLS', where: '--tls-key' }));
    expect(() => readTls(undefined, 'key.pem')).toThrow(expect.objectContaining({ code: 'MW_SERVE_TLS', where: '--tls-cert' }));
    expect(() => readTls('no/such/cert.pem', 'no/such/key.pem')).toThrow(/no\/such\/cert\.pem/);
    expect(() => readTls('package.json', 'package.json')).toThrow(/no pair/);
  });
});
