import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { MillwrightError } from '../../../core/index.js';
import type { WebhookChannel } from '../../../model/index.js';
import { isPublicAddress } from './addresses.js';
import type { NoticeMessage } from './message.js';
import { sendNotice } from './send.js';
import type { Outside } from './surroundings.js';
import { postWebhook, signatureOf } from './webhook.js';

const message: NoticeMessage = {
  id: 'a1:opened:webhook hooks.example.com',
  event: 'opened',
  alert: {
    id: 'a1',
    model: 'churn',
    version: 3,
    rule: 'drift',
    since: '2024-03-01T00:00:00.000Z',
    until: null,
    text: 'x',
    cost: null,
    todo: 'y',
  },
};
const outside = (rest: Partial<Outside> = {}): Outside => ({
  env: {},
  clock: () => 1_700_000_000_500,
  signal: new AbortController().signal,
  say: () => {},
  pausesMs: [],
  timeoutMs: 2000,
  ...rest,
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Receiver {
  readonly channel: WebhookChannel;
  readonly port: number;
  readonly seen: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
}

/** A receiver on loopback, and a channel that may ask it. */
async function receiver(answer: RequestListener = (_, response) => void response.end()): Promise<Receiver> {
  const seen: Receiver['seen'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString()));
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      answer(request, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, seen, channel: { kind: 'webhook', url: `http://127.0.0.1:${port}/hook`, allowHttp: true, allowPrivate: true } };
}

const refusal = (work: Promise<void>): Promise<string> =>
  work.then(
    () => expect.fail('was sent'),
    (error: MillwrightError) => `${error.code} ${error.message}`,
  );

describe('a webhook', () => {
  it('gets the notice as JSON with a signature over time and body, keyed by a secret from the environment', async () => {
    const { channel, seen } = await receiver();
    await postWebhook({ ...channel, secretEnv: 'HOOK_SECRET' }, message, outside({ env: { HOOK_SECRET: 'key' } }));
    expect(JSON.parse(seen[0].body)).toEqual(message);
    expect(seen[0].headers).toMatchObject({
      'content-type': 'application/json',
      'millwright-notice': 'a1:opened:webhook_hooks.example.com',
      'millwright-signature': signatureOf('key', 1_700_000_000, seen[0].body),
    });
  });

  it('is signed as any HMAC-SHA256 signs', () => {
    // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
    expect(signatureOf('key', 1_700_000_000, '{}')).toBe(
      't=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae',
    );
  });

  it('is not asked unsigned when its secret is missing, and no error tells the address or the secret', async () => {
    const { channel, seen } = await receiver();
    expect(await refusal(postWebhook({ ...channel, secretEnv: 'HOOK_SECRET' }, message, outside()))).toMatch(
      /MW_MONITOR_WEBHOOK .*HOOK_SECRET is not set/,
    );
    const hidden: WebhookChannel = { kind: 'webhook', urlEnv: 'HOOK', hosts: ['hooks.example.com'] };
    const env = { HOOK: 'https://other.example.com/T0P-S3CRET' };
    expect(await refusal(postWebhook(hidden, message, outside({ env })))).not.toContain('S3CRET');
    expect(seen).toEqual([]);
  });

  it('is tried three times, and after a success no more', async () => {
    let asked = 0;
    const { channel } = await receiver((_, response) => void response.writeHead(++asked < 3 ? 503 : 204).end());
    await sendNotice(channel, message, outside({ pausesMs: [1, 1] }));
    expect(asked).toBe(3);
    const never = await receiver((_, response) => void response.writeHead(500).end());
    expect(await refusal(sendNotice(never.channel, message, outside({ pausesMs: [1, 1] })))).toMatch(/MW_MONITOR_NOTICE .*answers 500/);
    expect(never.seen).toHaveLength(3);
  });
});

describe('a webhook to a place that it must not reach', () => {
  const to = (url: string): WebhookChannel => ({ kind: 'webhook', url, allowHttp: true });

  // O18: metadata of a cloud. O19: this machine in the spellings of an address that WHATWG URLs know.
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:5432',
    'http://2130706433',
    'http://0x7f.1',
    'http://0177.0.0.1',
    'http://127.1',
    'http://[::1]',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[64:ff9b::7f00:1]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://[::7f00:1]',
    'http://[2002:7f00:1::]',
    'http://[fd00:ec2::254]',
    'http://[fe80::1]',
    'http://[ff02::1]',
    'http://10.0.0.1',
    'http://172.31.255.255',
    'http://192.168.1.1',
    'http://100.64.0.1',
    'http://0.1.2.3',
    'http://224.0.0.1',
    'http://255.255.255.255',
  ])('O18, O19: %s is refused before a socket opens', async (url) =>
    expect(await refusal(postWebhook(to(url), message, outside()))).toMatch(/^MW_MONITOR_WEBHOOK .*is no public address/),
  );

  it.each([['127.0.0.1'], ['10.1.2.3'], ['::1'], ['::ffff:169.254.169.254'], ['fd12::1']])(
    'O18: a name that resolves to %s is refused at the moment of connecting',
    async (address) => {
      const { port, seen } = await receiver();
      const family = address.includes(':') ? 6 : 4;
      // The first answer is public and the second is not: what counts is every address at connect.
      const resolve = (): Promise<{ address: string; family: number }[]> =>
        Promise.resolve([
          { address: '93.184.215.14', family: 4 },
          { address, family },
        ]);
      const found = await refusal(postWebhook(to(`http://rebound.example:${port}/`), message, outside({ resolve })));
      expect(found).toMatch(/^MW_MONITOR_WEBHOOK .*which is no public address/);
      expect(seen).toEqual([]);
    },
  );

  it('the same name is asked where private networks are allowed', async () => {
    const { port, seen } = await receiver();
    const resolve = (): Promise<{ address: string; family: number }[]> => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    await postWebhook({ ...to(`http://intern.example:${port}/`), allowPrivate: true }, message, outside({ resolve }));
    expect(seen).toHaveLength(1);
  });

  it('only the hosts of the list, and only https', async () => {
    const hidden: WebhookChannel = { kind: 'webhook', urlEnv: 'HOOK', hosts: ['hooks.example.com'] };
    const found = (url: string): Promise<string> => refusal(postWebhook(hidden, message, outside({ env: { HOOK: url } })));
    expect(await found('https://hooks.example.com.evil.example/')).toMatch(/its host is not among/);
    expect(await found('https://hooks.example.com@evil.example/')).toMatch(/its host is not among/);
    expect(await found('http://hooks.example.com/')).toMatch(/http:\/\/ is not allowed/);
    expect(await found('file:///etc/passwd')).toMatch(/file:\/\/ is not allowed/);
  });

  it('O20: a redirect is not followed', async () => {
    const inner = await receiver();
    const { channel } = await receiver(
      (_, response) => void response.writeHead(302, { location: `http://127.0.0.1:${inner.port}/` }).end(),
    );
    expect(await refusal(postWebhook(channel, message, outside()))).toMatch(
      /MW_MONITOR_NOTICE .*answers 302, and redirects are not followed/,
    );
    expect(inner.seen).toEqual([]);
  });

  it('O21: an answer that trickles ends with the total time, and a body without end is not read', async () => {
    let timer: NodeJS.Timeout | undefined;
    const slow = await receiver((request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n');
      timer = setInterval(() => request.socket.write('x-a: b\r\n'), 20);
    });
    const began = performance.now();
    expect(await refusal(postWebhook(slow.channel, message, outside({ timeoutMs: 200 })))).toMatch(/did not answer in time/);
    expect(performance.now() - began).toBeLessThan(1500);
    clearInterval(timer);
    const endless = await receiver((request, response) => {
      response.writeHead(200);
      const pour = setInterval(() => response.write('x'.repeat(65_536)), 1);
      request.socket.on('close', () => clearInterval(pour));
    });
    await postWebhook(endless.channel, message, outside());
  });
});

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:8.8.8.8'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it.each(['', 'localhost', '1.2.3', 'fe80::1%eth0', '::ffff:10.0.0.1', '198.18.0.1', '192.0.0.170'])('"%s" is not', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  );
});
