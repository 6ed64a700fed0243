import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudit, openStore, type Store } from '../../store/index.js';
import type { Scope } from '../route.js';
import { newToken } from './bearer.js';
import { createToken, endToken, firstAdminToken, tokenList } from './issue.js';
import { openTokenBook, type TokenBook } from './token-book.js';
import { checkAdminToken, parseScopes } from './token-words.js';

const folders: string[] = [];
const stores: Store[] = [];
let [root, now] = ['', 1e12];
let store: Store;
let book: TokenBook;
const clock = () => now;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'mw-tokens-'));
  folders.push(root);
  store = await openStore({ root, clock });
  stores.push(store);
  book = openTokenBook({ store, clock, adminToken: 'correct-horse-battery' });
});
afterAll(async () => {
  for (const open of stores) await open.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const make = (scopes: readonly Scope[], lastsMs?: number) => createToken({ name: 'billing', scopes, lastsMs }, { store, clock });

async function ask(token: string | undefined, need: Scope = 'predict', address = '10.0.0.1', from = book): Promise<string> {
  try {
    return (await from.admit(token === undefined ? undefined : `Bearer ${token}`, address, need)).name;
  } catch (error) {
    const { status, code } = error as { status: number; code: string };
    return `${status} ${code}`;
  }
}

describe('a token', () => {
  it('has 256 random bits and is nowhere in the database', async () => {
    const made = await make(['predict']);
    expect(made.token).toMatch(/^mw_[0-9a-f]{16}_[0-9a-f]{64}$/);
    expect(made.token).not.toBe((await make(['predict'])).token);
    const secret = made.token.split('_')[2];
    await store.close();
    for (const file of ['millwright.db']) expect(readFileSync(join(root, '.millwright', file)).includes(secret)).toBe(false);
  });

  it('lets in for its scopes alone; admin for all', async () => {
    const [predict, admin] = [await make(['predict', 'label']), await make(['admin'])];
    const needs: readonly Scope[] = ['predict', 'label', 'read', 'admin'];
    expect(await Promise.all(needs.map((need) => ask(predict.token, need)))).toEqual([
      'billing',
      'billing',
      '403 MW_SERVE_FORBIDDEN',
      '403 MW_SERVE_FORBIDDEN',
    ]);
    expect(await Promise.all(needs.map((need) => ask(admin.token, need)))).toEqual(['billing', 'billing', 'billing', 'billing']);
    expect(await ask('correct-horse-battery', 'admin')).toBe('MILLWRIGHT_ADMIN_TOKEN');
  });

  it('of the environment may look like a stored one', async () => {
    const { token } = newToken();
    const own = openTokenBook({ store, clock, adminToken: token });
    expect(await ask(token, 'admin', '', own)).toBe('MILLWRIGHT_ADMIN_TOKEN');
    expect(await ask(`${token.slice(0, -1)}x`, 'admin', '', own)).toBe('401 MW_SERVE_TOKEN_WRONG');
    expect(await ask((await make(['read'])).token, 'read', '', own)).toBe('billing');
  });

  it('is refused without the right secret, whatever it looks like', async () => {
    const { token } = await make(['admin']);
    const flipped = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
    for (const wrong of [
      flipped,
      `${token}0`,
      token.toUpperCase(),
      token.slice(3),
      newToken().token,
      'nobody',
      'correct-horse-batterY',
      '__proto__',
      'x'.repeat(600),
    ])
      expect(await ask(wrong)).toBe('401 MW_SERVE_TOKEN_WRONG');
    expect(await ask(undefined)).toBe('401 MW_SERVE_TOKEN_MISSING');
    for (const header of ['', 'Bearer', 'Bearer ', `Basic ${token}`, token, `Bearer ${token} x`, `Bearer  ${token}\t`])
      expect(() => book.admit(header, '', 'read')).toThrow(expect.objectContaining({ code: 'MW_SERVE_TOKEN_WRONG' }));
  });

  it('ends at its time, to the millisecond', async () => {
    const { token } = await make(['predict'], 5000);
    now += 4999;
    expect(await ask(token)).toBe('billing');
    now += 1;
    expect(await ask(token)).toBe('401 MW_SERVE_TOKEN_WRONG');
  });

  it('ends within 2 s of being revoked, also while requests keep coming', async () => {
    const { token, id } = await make(['predict']);
    expect(await ask(token)).toBe('billing');
    await endToken(id, { store, clock });
    const answers: string[] = [];
    for (const stop = now + 2000; now < stop; now += 100) {
      answers.push(await ask(token));
      await new Promise((done) => setTimeout(done, 5));
    }
    expect(answers[0]).toBe('billing');
    expect(answers.slice(-5)).not.toContain('billing');
    expect(answers).toContain('401 MW_SERVE_TOKEN_WRONG');
  });

  it('works at once after it was made', async () => {
    expect(await ask((await make(['predict'])).token)).toBe('billing');
    const next = await make(['predict']);
    now += 150;
    expect(await ask(next.token)).toBe('billing');
  });
});

describe('the book', () => {
  it('asks the database at most once in a tenth of a second, whatever comes', async () => {
    let reads = 0;
    const counting = openTokenBook({ clock, store: { read: (work) => (reads++, store.read(work)) } });
    await Promise.all(Array.from({ length: 200 }, (_, i) => ask(newToken().token, 'predict', `10.0.0.${i}`, counting)));
    expect(reads).toBe(1);
  });

  it('goes on with what it knows for 15 minutes while the database is away; without knowing anything it says so', async () => {
    const { token } = await make(['predict']);
    let away = false;
    const read: Store['read'] = (work) => (away ? Promise.reject(new Error('away')) : store.read(work));
    const shaky = openTokenBook({ clock, store: { read } });
    expect(await ask(token, 'predict', '', shaky)).toBe('billing');
    away = true;
    now += 14 * 60_000;
    expect(await ask(token, 'predict', '', shaky)).toBe('billing');
    now += 2 * 60_000;
    expect(await ask(token, 'predict', '', shaky)).toBe('503 MW_SERVE_TOKENS_AWAY');
    expect(await ask(token, 'predict', '', openTokenBook({ clock, store: { read } }))).toBe('503 MW_SERVE_TOKENS_AWAY');
  });

  it('waits a second at most for a database that hangs, and the next does not wait at all', async () => {
    const { token } = await make(['predict']);
    let hangs = false;
    const read: Store['read'] = (work) => (hangs ? new Promise(() => undefined) : store.read(work));
    const stuck = openTokenBook({ clock, store: { read } });
    expect(await ask(token, 'predict', '', stuck)).toBe('billing');
    hangs = true;
    now += 5000;
    const started = performance.now();
    expect(await ask(token, 'predict', '', stuck)).toBe('billing');
    const waited = performance.now();
    expect(await ask(token, 'predict', '', stuck)).toBe('billing');
    expect(waited - started).toBeGreaterThan(900);
    now += 1200;
    expect(await ask(token, 'predict', '', stuck)).toBe('billing');
    expect(performance.now() - waited).toBeLessThan(500);
  });

  it('makes guessing wait, by address and claimed token: others are not kept out', async () => {
    const { token, id } = await make(['predict']);
    const guess = `mw_${id}_${'0'.repeat(64)}`;
    for (let i = 0; i < 10; i++) expect(await ask(guess)).toBe('401 MW_SERVE_TOKEN_WRONG');
    expect(await ask(guess)).toBe('429 MW_SERVE_TOO_MANY_TRIES');
    expect(await ask(token)).toBe('429 MW_SERVE_TOO_MANY_TRIES');
    expect(await ask(token, 'predict', '10.0.0.2')).toBe('billing');
    now += 150;
    expect(await ask((await make(['predict'])).token)).toBe('billing');
    now += 1350;
    expect(await ask(token)).toBe('billing');
  });

  it('takes as long for a known token with a wrong secret as for an unknown one', async () => {
    const { id } = await make(['predict']);
    await ask(newToken().token);
    let addresses = 0;
    const time = (token: () => string): number => {
      const tries = Array.from({ length: 100 }, () => [`Bearer ${token()}`, `a${addresses++}`] as const);
      const started = performance.now();
      for (const [header, address] of tries) void refused(header, address);
      return performance.now() - started;
    };
    const refused = (header: string, address: string): unknown => {
      try {
        return book.admit(header, address, 'predict');
      } catch (error) {
        return error;
      }
    };
    const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1];
    // Both kinds in turn, so that what else the machine does falls on both.
    const pairs = Array.from({ length: 101 }, () => [time(() => `mw_${id}_${newToken().token.slice(20)}`), time(() => newToken().token)]);
    const ratio = median(pairs.map(([known]) => known)) / median(pairs.map(([, unknown]) => unknown));
    expect(ratio).toBeGreaterThan(0.67);
    expect(ratio).toBeLessThan(1.5);
  });
});

describe('making and ending', () => {
  it('lists every token without a secret, and audits each change once', async () => {
    const made = await make(['label', 'predict'], 1000);
    await endToken(made.id, { store, clock });
    await endToken(made.id, { store, clock });
    now += 5;
    expect(await tokenList({ store, clock })).toEqual([
      {
        id: made.id,
        name: 'billing',
        scopes: ['predict', 'label'],
        createdAt: now - 5,
        expiresAt: now + 995,
        revokedAt: now - 5,
        state: 'revoked',
      },
    ]);
    const audit = await store.read((tx) => listAudit(tx));
    expect(audit.map((row) => `${row.action} ${row.subject}`)).toEqual([`token.revoke ${made.id}`, `token.create ${made.id}`]);
    expect(JSON.stringify(audit)).not.toContain(made.token.slice(20));
  });

  it('an unknown id says so', async () => {
    await expect(endToken('nobody', { store, clock })).rejects.toThrow(expect.objectContaining({ code: 'MW_SERVE_TOKEN_UNKNOWN' }));
  });

  it('servers that start together make one first admin token', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => firstAdminToken({ store, clock })));
    expect(made.filter((token) => token !== undefined)).toHaveLength(1);
    expect(
      await ask(
        made.find((token) => token !== undefined),
        'admin',
      ),
    ).toBe('first admin');
    expect(await firstAdminToken({ store, clock })).toBeUndefined();
  });

  it.each(['', 'a\nb', 'x'.repeat(101), 'a\u202eb'])('refuses the name %j', async (name) => {
    await expect(createToken({ name, scopes: ['read'] }, { store, clock })).rejects.toThrow(
      expect.objectContaining({ code: 'MW_SERVE_TOKEN_NAME' }),
    );
  });
});

describe('words', () => {
  it('reads scopes', () => {
    expect(parseScopes('label, predict,label')).toEqual(['predict', 'label']);
    for (const text of ['', 'predikt', 'predict;label', 'open', '__proto__']) expect(() => parseScopes(text)).toThrow(/no scope/);
  });

  it('refuses a weak admin token', () => {
    expect([checkAdminToken(undefined), checkAdminToken(''), checkAdminToken('sixteen-letters!')]).toEqual([
      undefined,
      undefined,
      'sixteen-letters!',
    ]);
    for (const weak of ['admin', 'password1234', 'fifteen-letters', 'with a blank inside', 'x'.repeat(513)])
      expect(() => checkAdminToken(weak)).toThrow(expect.objectContaining({ code: 'MW_SERVE_ADMIN_TOKEN' }));
  });
});
