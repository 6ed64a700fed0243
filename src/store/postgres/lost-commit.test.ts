import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../open.js';
import { modelNames, takeVersionNumber } from '../tables/models.js';

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
const schema = `mw_test_${process.pid}_lost`;

/**
 * Stands between us and the server. While `cut` says so, the connection breaks at the next COMMIT: either before the server
 * hears of it, or after it has done it and before we hear of that.
 */
interface Proxy {
  readonly url: string;
  cut: 'no' | 'before' | 'after';
  readonly server: Server;
}

async function proxyTo(target: URL): Promise<Proxy> {
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    const end = () => void [client, upstream].forEach((socket) => socket.destroy());
    let dropping = false;
    client.on('data', (bytes) => {
      const commits = proxy.cut !== 'no' && bytes.includes('commit\0');
      if (commits && proxy.cut === 'before') return end();
      if (commits) dropping = true;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => (dropping ? end() : client.write(bytes)));
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const proxy: Proxy = { url: url.href, cut: 'no', server };
  return proxy;
}

describe.skipIf(!databaseUrl)('a connection that breaks (needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
  let proxy: Proxy;
  beforeEach(async () => (proxy = await proxyTo(new URL(databaseUrl!))));
  afterEach(() => proxy.server.close());
  afterAll(async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    await client.end();
  });
  const open = () => openStore({ root: '.', databaseUrl: proxy.url, schema, waitMs: 500, clock: () => 1e12 });

  for (const cut of ['before', 'after'] as const)
    it(`${cut} the server commits neither loses nor repeats the change`, async () => {
      await using store = await open();
      const model = `cut-${cut}`;
      proxy.cut = cut;
      setTimeout(() => (proxy.cut = 'no'), 60);
      let ran = 0;
      const number = await store.write((tx) => {
        ran++;
        return takeVersionNumber(tx, model, 1);
      });
      expect(number).toBe(1);
      if (cut === 'before') expect(ran).toBeGreaterThan(1);
      expect(await store.write((tx) => takeVersionNumber(tx, model, 1))).toBe(2);
    });

  it('for good says that the outcome is uncertain', async () => {
    await using store = await open();
    proxy.cut = 'after';
    await expect(store.write((tx) => takeVersionNumber(tx, 'uncertain', 1))).rejects.toMatchObject({ code: 'MW_STORE_UNCERTAIN' });
  });

  it('between two uses is not noticed', async () => {
    await using store = await open();
    await store.read(modelNames);
    const admin = new pg.Client({ connectionString: databaseUrl });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'millwright' AND pid <> pg_backend_pid()`,
    );
    await admin.end();
    expect(Array.isArray(await store.read(modelNames))).toBe(true);
  });
});

it('says who does not answer, without the password', async () => {
  const opening = openStore({ root: '.', databaseUrl: 'postgres://me:s3cret@127.0.0.1:1/shop', waitMs: 50, clock: () => 0 });
  const error = await opening.catch((caught: unknown) => caught as Error);
  expect(error).toMatchObject({ code: 'MW_STORE_UNREACHABLE', where: '127.0.0.1:1/shop' });
  expect(JSON.stringify(error)).not.toContain('s3cret');
});
