import { Agent, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openDoor, type Door, type DoorLimits } from './door.js';

let server: Server;
let door: Door;
const waiting: (() => void)[] = [];
afterEach(() => {
  for (const release of waiting.splice(0)) release();
  door.close();
  server.closeAllConnections();
  server.close();
});

/** A server whose requests wait until they are released. */
async function open(limits: DoorLimits): Promise<void> {
  door = openDoor(limits, false);
  server = door.serverFactory((_request, response) => void waiting.push(() => response.end('done')), { http: {} });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
}

interface Heard {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly ms: number;
  readonly body: string;
}

function ask(path: string, agent?: Agent): Promise<Heard> {
  const { port } = server.address() as AddressInfo;
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', ...(agent ? { agent } : {}) }, (answer) => {
      let body = '';
      answer.on('data', (part) => (body += part));
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, ms: performance.now() - startedMs, body }));
    }).on('error', reject);
  });
}

describe('a door', () => {
  it('turns away what comes when enough is under way, and lets in again', async () => {
    await open({ inFlight: 2, delayMs: 1000 });
    const first = [ask('/a'), ask('/b')];
    await expect.poll(() => door.inFlight()).toBe(2);
    const refused = await ask('/c');
    expect(refused.status).toBe(503);
    expect(refused.headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/problem+json; charset=utf-8' });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'MW_SERVE_OVERLOADED', status: 503 });
    expect(refused.ms).toBeGreaterThan(20);
    expect(door.shed()).toBe(1);
    for (const release of waiting.splice(0)) release();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    await expect.poll(() => door.inFlight()).toBe(0);
    const next = ask('/d');
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()!();
    expect((await next).status).toBe(200);
  });

  it('answers about health under any load', async () => {
    await open({ inFlight: 0, delayMs: 1000 });
    const health = ask('/livez');
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()!();
    expect((await health).status).toBe(200);
    expect((await ask('/other')).status).toBe(503);
  });

  it('does not take one pause for overload, and takes lasting delay for it', async () => {
    await open({ inFlight: 100, delayMs: 30 });
    const busy = (ms: number): void => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    };
    busy(150);
    await sleep(30);
    const one = ask('/a');
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()!();
    expect((await one).status).toBe(200);
    const until = performance.now() + 1500;
    while (performance.now() < until && door.shed() === 0) {
      busy(120);
      void ask('/b').catch(() => {});
      await sleep(1);
    }
    expect(door.shed()).toBeGreaterThan(0);
  });

  it('says that connections close once it drains', async () => {
    await open({ inFlight: 10, delayMs: 1000 });
    door.drain();
    const answer = ask('/a', new Agent({ keepAlive: true }));
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()!();
    expect((await answer).headers['connection']).toBe('close');
  });
});
