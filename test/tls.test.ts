import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTls } from '../src/serve/index.js';
import { openServed, type Served } from './support/served.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
let [dir, served]: [string, Served | undefined] = ['', undefined];
const [cert, key, other] = ['cert.pem', 'key.pem', 'other.pem'].map((name) => () => join(dir, name));

function makePair(certFile: string, keyFile: string): void {
  const words = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
  ];
  execFileSync('openssl', [...words, '-addext', 'subjectAltName=DNS:localhost', '-out', certFile, '-keyout', keyFile], { stdio: 'ignore' });
}

describe.skipIf(!hasOpenssl)('a server with a certificate (needs openssl)', () => {
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'mw-tls-'));
    makePair(cert(), key());
    makePair(join(dir, 'unused.pem'), other());
    served = await openServed({ host: '0.0.0.0', tls: readTls(cert(), key()), allowHosts: ['api.example'] });
  });
  afterAll(async () => {
    await served?.close();
    rmSync(dir, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}, version?: 'TLSv1.1'): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const tls = { ca: readFileSync(cert()), servername: 'localhost', ...(version ? { maxVersion: version, minVersion: version } : {}) };
      request({ host: '127.0.0.1', port: served!.port, path, headers, ...tls }, (answer) => resolve(answer.resume()))
        .on('error', reject)
        .end();
    });

  it('speaks TLS, says so for a year, and asks everybody for a token', async () => {
    const { statusCode, headers } = await get('/livez');
    expect(statusCode).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await get('/docs')).statusCode).toBe(401);
    expect((await get('/metrics', { authorization: `Bearer ${served!.tokens.read}` })).statusCode).toBe(200);
  });

  it('answers for allowed names and bare addresses alone', async () => {
    const statuses = await Promise.all(
      ['api.example', '10.0.0.7:8443', 'evil.example'].map(async (host) => (await get('/livez', { host })).statusCode),
    );
    expect(statuses).toEqual([200, 200, 421]);
  });

  it('refuses old TLS and plain HTTP', async () => {
    await expect(get('/livez', {}, 'TLSv1.1')).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${served!.port}/livez`)).rejects.toThrow();
    expect((await get('/livez')).statusCode).toBe(200);
  });

  it('does not start with the key of another certificate', () =>
    expect(() => readTls(cert(), other())).toThrow(expect.objectContaining({ code: 'MW_SERVE_TLS' })));
});
