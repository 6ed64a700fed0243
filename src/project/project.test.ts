import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csv, linear, MillwrightError, model, openProject, t, type Model } from 'millwright';
import { check, evaluate, explain, monitor, predict, predictFile, promote, report, retrain, serve, train } from 'millwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-project-'));
  const lines = Array.from(
    { length: 120 },
    (_, i) => `H${i},${1 + (i % 7)},${i === 5 ? -1 : 10 + (i % 13)},${100 * (1 + (i % 7)) + (i % 5)}`,
  );
  writeFileSync(join(root, 'houses.csv'), ['id,rooms,size,price', ...lines].join('\n'));
});
afterAll(() => rmSync(root, { recursive: true }));

const houses = csv('houses.csv', { id: t.id(), rooms: t.int(), size: t.number(), price: t.number() }).check((c) => ({
  'size is positive': c.size.gt(0),
}));
const price = model(
  'price',
  houses.target('price').features((c) => ({ rooms: c.rooms, size: c.size })),
  { learner: linear() },
);

describe('a script', () => {
  it('trains, promotes, judges, scores and explains by calls that need nothing but the folder', async () => {
    expect(await check(price, { root })).toMatchObject({ rows: 120, quarantined: 1, passed: false });
    const trained = await train(price, { root, seed: 3 });
    expect(trained).toMatchObject({ model: 'price', version: 1, learner: 'linear', rows: { quarantined: 1 } });
    expect(await promote('price@1', 'champion', { root })).toMatchObject({ moved: false, gate: { passed: false } });
    expect(await promote('price@1', 'champion', { root, force: true })).toMatchObject({ moved: true });
    expect((await evaluate(price, 'houses.csv', { root })).metrics['r2'].value).toBeGreaterThan(0.99);
    const rows = [
      { id: 'a', rooms: 2, size: 12 },
      { rooms: 5, size: 12 },
    ];
    const [a, b] = await predict(price, rows, { root });
    expect(a).toEqual({ id: 'a', prediction: expect.closeTo(202, -1) });
    expect(b).toEqual({ id: null, prediction: expect.closeTo(502, -1) });
    const explained = await explain('price@champion', rows, { root });
    expect(explained.rows.map((r) => r.prediction)).toEqual([a.prediction, b.prediction]);
    const { out } = await predictFile(price, { in: 'houses.csv', out: 'scores.csv' }, { root });
    expect(readFileSync(out, 'utf8').split('\n')[0]).toBe('id,prediction');
    expect((await explain(price, 'houses.csv', { root })).rows).toHaveLength(120);
    expect(readFileSync((await report(price, undefined, { root })).out, 'utf8')).toContain('<!doctype html>');
  });

  it('opens a project once for many calls, and is told what happens', async () => {
    const [said, steps]: [string[], string[]] = [[], []];
    await using project = await openProject({ root, say: (line) => said.push(line), progress: (words) => steps.push(words), threads: 1 });
    const { version, digest } = await project.train(price);
    expect(version).toBe(2);
    expect(steps).toContain('registering the version');
    expect(await project.predict('price@2', [])).toEqual([]);
    expect(await project.diff('price@1', 'price@2')).toMatchObject({ same: false });
    expect(await project.rollback(price).catch((error: MillwrightError) => error.code)).toBe('MW_MODEL_NO_ROLLBACK');
    const [listed] = await project.models();
    expect(listed.versions.map((v) => v.digest)).toContain(digest);
    expect((await project.runs()).map((r) => r.version)).toEqual([2, 1]);
    expect(await project.delete('price@2')).toEqual({ model: 'price', version: 2 });
    writeFileSync(join(root, 'painted.csv'), 'rooms,size,colour\n2,12,red\n');
    await project.predictFile(price, { in: 'painted.csv', out: 'scores.jsonl' });
    expect(said).toEqual([expect.stringContaining('"colour"')]);
  });

  it('serves, is asked over HTTP, and monitors what it answered', async () => {
    const adminToken = 'of-this-test-alone-and-long-enough';
    await using project = await openProject({ root });
    const serving = await serve(project, { port: 0, adminToken, door: { inFlight: 512, lasting: 512, turnMs: 60_000 } });
    const ask = (path: string, body: unknown): Promise<Response> =>
      fetch(`${serving.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
        body: JSON.stringify(body),
      });
    try {
      const rows = Array.from({ length: 40 }, (_, i) => ({ id: `S${i}`, rooms: 1 + (i % 7), size: 10 + (i % 13) }));
      const answer = (await (await ask('/v1/models/price/predict', { rows })).json()) as {
        readonly logged: boolean;
        readonly version: number;
        readonly predictions: readonly { readonly id: string; readonly value: number }[];
      };
      expect(answer).toMatchObject({ version: 1, logged: true });
      expect(answer.predictions.map((p) => p.value)).toEqual((await project.predict(price, rows)).map((p) => p.prediction));
      const outcomes = answer.predictions.map(({ id }, i) => ({ id, value: 100 * rows[i].rooms }));
      expect(await (await ask('/v1/outcomes', { outcomes })).json()).toEqual({ joined: 40, unknown: [] });
    } finally {
      await serving.close();
    }
    await expect(fetch(`${serving.url}/livez`)).rejects.toThrow('fetch failed');
    expect(await monitor(price, { root, since: '1h', recompute: 40 })).toMatchObject({
      model: 'price',
      version: 1,
      predictions: 40,
      outcomes: 40,
      skew: { rows: 40 },
    });
  });

  it('refuses a weak admin token before it listens', async () => {
    await using project = await openProject({ root });
    await expect(serve(project, { port: 0, adminToken: 'short' })).rejects.toBeInstanceOf(MillwrightError);
  });

  it('retrains in its own process, and the champion stays when there is nothing new', async () => {
    const { version, promote } = await retrain(price, { root });
    expect(version).toBe(3); // 2 was deleted, and numbers are not given twice
    expect(promote).toMatchObject({ moved: false, from: 1, to: 3, gate: { passed: false } });
  });

  it('knows the columns of a definition, and refuses a row that breaks the schema', async () => {
    // @ts-expect-error a misspelt column
    await expect(predict(price, [{ room: 2, size: 12 }], { root })).rejects.toBeInstanceOf(MillwrightError);
    // @ts-expect-error text where a number is due
    await expect(predict(price, [{ rooms: 'two', size: 12 }], { root })).rejects.toBeInstanceOf(MillwrightError);
    await expect(predict('nobody', [{ rooms: 2 }], { root })).rejects.toMatchObject({ code: 'MW_MODEL_UNKNOWN' });
  });

  it('stops when it is told to, and registers nothing', async () => {
    const stop = new AbortController();
    const training = train(price as Model, {
      root,
      signal: stop.signal,
      progress: (words) => words.startsWith('refitting') && stop.abort(),
    });
    await expect(training).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
    await using project = await openProject({ root });
    expect((await project.models())[0].versions.map((v) => v.version).toSorted()).toEqual([1, 3]);
    expect((await project.runs())[0]).toMatchObject({ status: 'interrupted', version: null });
  });
});
