import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../src/serve/routes/index.js';
import { attackCases, PREDICT, type AttackCase } from './support/attack-cases.js';
import { requestBytes, sendRaw, type RawAnswer, type RawRequest } from './support/raw-http.js';
import { goodRow, openServed, type Served } from './support/served.js';

let served: Served;

beforeAll(async () => {
  served = await openServed();
});
afterAll(() => served.close());

const send = (request: RawRequest, token: string | undefined = served.adminToken): Promise<RawAnswer> => {
  const headers = token === undefined ? request.headers : [['Authorization', `Bearer ${token}`] as const, ...(request.headers ?? [])];
  return sendRaw(served.port, requestBytes(served.port, headers === undefined ? request : { ...request, headers }));
};
const predict = (rows: readonly object[] = [goodRow], token?: string): Promise<RawAnswer> =>
  send({ method: 'POST', path: PREDICT, headers: [['Content-Type', 'application/json']], body: JSON.stringify({ rows }) }, token);

/** What holds of every answer: safe headers, and a refusal in words that tell nothing of the inside. */
function expectSafe(answer: RawAnswer): void {
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(answer.headers).not.toHaveProperty('server');
  expect(answer.headers).not.toHaveProperty('x-powered-by');
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  if (answer.status < 400) return;
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.json?.code).toMatch(/^MW_/);
  expect(answer.body).not.toMatch(/node_modules|\.[jt]s:\d|at \w+ \(|SELECT|sqlite|<\w+/i);
  expect(answer.body).not.toContain(served.run.workspace.root);
  expect(answer.body).not.toContain(served.adminToken);
}

async function expectAlive(): Promise<void> {
  expect((await predict()).status).toBe(200);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
}

describe('hostile requests', () => {
  it.each(attackCases.map((one) => [one.id, one.what, one] as const))('%s: %s', async (_id, _what, one: AttackCase) => {
    const answer = await send(one.request);
    expect(one.status, `${answer.status} ${answer.body.slice(0, 300)}`).toContain(answer.status);
    if (one.code !== undefined) expect(answer.json?.code).toBe(one.code);
    if (one.where !== undefined) expect(answer.json?.where).toBe(one.where);
    if (one.withinMs !== undefined) expect(answer.ms).toBeLessThan(one.withinMs);
    expectSafe(answer);
    await expectAlive();
  });

  it('O38: a NUL and a lone surrogate among good rows are answered or refused, and sink nothing', async () => {
    for (const plan of ['a\u0000b', '\ud800', '<img src=x onerror=alert(1)>', '\u202e', 'x'.repeat(60_000)]) {
      const answer = await predict([goodRow, { ...goodRow, plan }, goodRow]);
      expect(answer.status).toBeLessThan(500);
      expectSafe(answer);
    }
    await expectAlive();
  });

  it('O57: markup is never given back as markup', async () => {
    const markup = '<img/src=x/onerror=alert(1)>';
    const answers = await Promise.all([
      send({ path: `/${markup}` }),
      send({
        path: `/v1/models/${encodeURIComponent(markup)}/predict`,
        method: 'POST',
        headers: [['Content-Type', 'application/json']],
        body: '{"rows":[{}]}',
      }),
      predict([{ ...goodRow, [markup]: 1 }]),
      send({ path: '/livez', host: `${markup}.example` }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers['content-type']).toMatch(/json/);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });
});

describe('slow and broken connections', () => {
  it('O45: bytes that are no HTTP are refused in words, and the connection is closed', async () => {
    for (const bytes of [
      '\u0016\u0003\u0001\u0002\u0000\u0001',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET / HTTP/1.1\r\nBad Header: x\r\n\r\n',
      'SSH-2.0-x\r\n',
      '\0\0\0\0',
    ]) {
      const answer = await sendRaw(served.port, bytes);
      expect([400, 431]).toContain(answer.status);
      expectSafe(answer);
    }
    await expectAlive();
  });

  it('O45: 16,000 tiny chunks, and a chunk that is none', async () => {
    const head = `POST ${PREDICT} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${served.adminToken}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;
    const body = JSON.stringify({ rows: [goodRow] });
    const tiny = [...`${' '.repeat(16_000)}${body}`].map((c) => `1\r\n${c}\r\n`).join('');
    expect((await sendRaw(served.port, `${head}${tiny}0\r\n\r\n`)).status).toBe(200);
    expect((await sendRaw(served.port, `${head}zz\r\n`)).status).toBe(400);
    expect((await sendRaw(served.port, `${head}1;${'x'.repeat(70_000)}\r\n{\r\n0\r\n\r\n`)).status).toBe(400);
    const endless = `${head}${`10000\r\n${' '.repeat(65_536)}\r\n`.repeat(17)}`;
    expect((await sendRaw(served.port, endless)).status).toBe(413);
    await expectAlive();
  });

  it('O45: headers and bodies that trickle are given up, while others are answered', async () => {
    const { defaultLimits } = await import('../src/serve/guard/index.js');
    const quick = await openServed({ limits: { ...defaultLimits, headersTimeoutMs: 300, requestTimeoutMs: 600 } });
    try {
      const trickle = (text: string): Promise<RawAnswer> => sendRaw(quick.port, [...text], { pauseMs: 100 });
      const slow = [
        trickle('GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'),
        sendRaw(
          quick.port,
          ['POST /v1/models/churn/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n', '\r\n', ...'x'.repeat(60)],
          { pauseMs: 100 },
        ),
        sendRaw(
          quick.port,
          `POST ${PREDICT} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${quick.adminToken}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
        ),
      ];
      const other = await sendRaw(quick.port, requestBytes(quick.port, { path: '/livez' }));
      expect([other.status, other.ms < 300]).toEqual([200, true]);
      const [headers, unknown, body] = await Promise.all(slow);
      expect([headers.status, body.status]).toEqual([408, 408]);
      expect([401, 408, 415]).toContain(unknown.status);
      expect(Math.max(headers.ms, unknown.ms, body.ms)).toBeLessThan(4000);
    } finally {
      await quick.close();
    }
  });
});

describe('O51: every route asks who is there', () => {
  const guarded = routes.filter(
    (route) => route.scope !== 'open' && !['/docs', '/openapi.json', '/metrics'].some((path) => route.path.startsWith(path)),
  );
  const filled = (path: string): string => path.replace(/:model/, 'churn').replaceAll(/:\w+/g, 'champion');
  const ask = (route: (typeof routes)[number], token: string | undefined): Promise<RawAnswer> =>
    send(
      {
        method: route.method,
        path: filled(route.path),
        ...(route.method === 'GET' ? {} : { headers: [['Content-Type', 'application/json']], body: '{}' }),
      },
      token,
    );

  it('has routes to ask', () => expect(guarded.length).toBeGreaterThanOrEqual(4));

  it.each(guarded.map((route, i) => [`${route.method} ${route.path}`, route, i] as const))('%s', async (_name, route, i) => {
    // Ten tries with one token are slowed down: every route is asked with one of its own.
    for (const wrong of [undefined, `nobody ${i}`, `mw_${String(i).padStart(16, '0')}_${'0'.repeat(64)}`]) {
      const answer = await ask(route, wrong ?? '');
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      expectSafe(answer);
    }
    await expectAlive();
    for (const scope of ['predict', 'label', 'read', 'admin'] as const) {
      const answer = await ask(route, served.tokens[scope]);
      const may = scope === route.scope || scope === 'admin';
      expect([401, 403].includes(answer.status), `${scope}: ${answer.status}`).toBe(!may);
    }
  });

  it('without a token nothing but the health is open to other machines', async () => {
    const proxied = await openServed({ behindProxy: true, allowHosts: ['api.example'] });
    try {
      for (const { method, path } of routes) {
        const answer = await sendRaw(proxied.port, requestBytes(proxied.port, { method, path: filled(path), host: 'api.example' }));
        const isHealth = path === '/livez' || path === '/readyz';
        expect(answer.status === 401, `${method} ${path}: ${answer.status}`).toBe(!isHealth);
      }
    } finally {
      await proxied.close();
    }
  });
});

describe('credentials', () => {
  it('O53: a weak admin token is refused at the start', async () => {
    const { checkAdminToken } = await import('../src/serve/index.js');
    for (const weak of ['admin', 'password1234', 'a', ' '.repeat(20)])
      expect(() => checkAdminToken(weak)).toThrow(/MILLWRIGHT_ADMIN_TOKEN/);
  });

  it('O54: guessing the admin token is slowed down; stored tokens go on', async () => {
    await expectAlive();
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await predict([goodRow], `guess-${i}-of-the-admin-token`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const slowed = await predict([goodRow], 'one more guess'.replaceAll(' ', '-'));
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect((await predict([goodRow], served.tokens.predict)).status).toBe(200);
    await new Promise((done) => setTimeout(done, 1100));
    expect((await predict()).status).toBe(200);
  });

  it('O54: callers are told apart by what the proxy says, and by nothing that they say themselves', async () => {
    const proxied = await openServed({ behindProxy: true });
    const guess = async (port: number, forwarded: string): Promise<number> => {
      const headers = [['Authorization', 'Bearer a-guess'] as const, ['X-Forwarded-For', forwarded] as const];
      return (await sendRaw(port, requestBytes(port, { path: '/v1/models', headers }))).status;
    };
    try {
      for (let i = 0; i < 10; i++) expect(await guess(proxied.port, `9.9.9.${i}, 1.1.1.1`)).toBe(401);
      expect([await guess(proxied.port, '8.8.8.8, 1.1.1.1'), await guess(proxied.port, '1.1.1.1, 2.2.2.2')]).toEqual([429, 401]);
    } finally {
      await proxied.close();
    }
    await expectAlive();
    for (let i = 0; i < 10; i++) expect(await guess(served.port, `9.9.9.${i}`)).toBe(401);
    expect(await guess(served.port, '7.7.7.7')).toBe(429);
    await new Promise((done) => setTimeout(done, 1100));
  });

  it('O58: no secret is in what the server says, nor in its answers', async () => {
    const secrets = [served.adminToken, ...Object.values(served.tokens).map((token) => token.split('_')[2])];
    const answers = [await send({ path: '/metrics' }), await send({ path: '/v1/models' }), await send({ path: '/openapi.json' })];
    const heard = [...served.said, ...answers.map((answer) => answer.body)].join('\n');
    for (const secret of secrets) expect(heard).not.toContain(secret);
  });
});
