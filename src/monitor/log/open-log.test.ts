import { describe, expect, it } from 'vitest';
import { logEngines, prediction, predictions, until, type LogPlace } from '../../../test/support/logs.js';
import { countPredictions, readPredictions } from '../../store/index.js';

async function logged({ store }: LogPlace) {
  await using opened = await store();
  return await opened.read((tx) => readPredictions(tx, { model: 'churn' }));
}

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('the prediction log', () => {
    const place = places('log');

    it('answers true when the rows are committed, and holds what it was given', async () => {
      const here = place();
      await using log = await here.open();
      const odd = prediction({
        id: 'b',
        subject: null,
        row: { 'a "quoted"\ncolumn': 'nul \u0000, lone \ud800, 😀', n: 1e-300 },
        value: -0.1,
        probability: null,
        scores: [0.1, 0.2, 0.7],
        decision: '',
        reasons: null,
      });
      expect(await log.append([prediction({ id: 'a' }), odd])).toBe(true);
      expect(await logged(here)).toEqual([
        { ...prediction({ id: 'a' }), shadowOf: null, outcome: null },
        { ...odd, shadowOf: null, outcome: null },
      ]);
      expect(log.stats()).toMatchObject({ committed: 2, waiting: 0, spooled: 0, dropped: 0, refused: 0, away: null });
    });

    it('keeps every double to the bit', async () => {
      const here = place();
      await using log = await here.open();
      const doubles = [0.1 + 0.2, 5e-324, 2 ** -1074 * 3, 1 - 2 ** -53, 1 / 3, 0.7999999999999999, 2 ** -1022];
      await log.append(doubles.map((probability, i) => prediction({ id: `d${i}`, at: i, probability, value: probability })));
      expect((await logged(here)).map((row) => [row.probability, row.value])).toEqual(doubles.map((x) => [x, x]));
    });

    it('keeps subjects and decisions that a text column cannot hold, in the spelling of JSON', async () => {
      const here = place();
      await using log = await here.open();
      expect(await log.append([prediction({ subject: 'a\u0000b', decision: 'lone \udc00' })])).toBe(true);
      expect((await logged(here)).map(({ subject, decision }) => [subject, decision])).toEqual([['"a\\u0000b"', '"lone \\udc00"']]);
    });

    it('commits what many ask for at once together, and tells each of its own rows', async () => {
      const here = place();
      await using log = await here.open();
      const answers = await Promise.all(predictions(500).map((p) => log.append([p])));
      expect(answers.every(Boolean)).toBe(true);
      await using store = await here.store();
      expect(await store.read((tx) => countPredictions(tx, { model: 'churn' }))).toEqual({ predictions: 500, outcomes: 0 });
    });

    it('takes the rows of several logs at once: a cluster writes one log', async () => {
      const here = place();
      await using a = await here.open();
      await using b = await here.open();
      const answers = await Promise.all(predictions(200).map((p, i) => (i % 2 ? a : b).append([p])));
      await until(a, (stats) => stats.spooled === 0);
      await until(b, (stats) => stats.spooled === 0);
      expect(answers.filter(Boolean).length).toBeGreaterThan(0);
      expect((await logged(here)).length).toBe(200);
    });

    it('takes a prediction that is there already as it is: the first one stands', async () => {
      const here = place();
      await using log = await here.open();
      await log.append([prediction({ value: 'No' })]);
      expect(await log.append([prediction({ value: 'Yes' }), prediction({ id: 'new' })])).toBe(true);
      expect((await logged(here)).map((row) => row.value)).toEqual(['No', 'Yes']);
    });

    it('refuses a row that no column can hold, alone, and says why', async () => {
      const here = place();
      await using log = await here.open();
      const poisoned = [
        prediction({ id: 'late', latencyUs: 2 ** 31 }),
        prediction({ id: 'when', at: 0.5 }),
        prediction({ id: 'what', value: Number.NaN }),
        // A column that must not be empty: only the database finds out.
        prediction({ id: 'none', route: undefined as unknown as string }),
        prediction({ id: 'nul', model: 'a\u0000' }),
      ];
      const [fine, mixed] = await Promise.all([log.append(predictions(300)), log.append([...poisoned, ...predictions(200, 'q')])]);
      expect([fine, mixed]).toEqual([true, false]);
      const stats = log.stats();
      expect(stats).toMatchObject({ committed: 500, refused: 5, dropped: 0, spooled: 0 });
      const reasons = new Map(stats.refusals.map(({ id, reason }) => [id, reason]));
      expect([...reasons.keys()].toSorted()).toEqual(['late', 'none', 'nul', 'what', 'when']);
      expect(reasons.get('none')).toMatch(/route/);
      expect(reasons.get('late')).toBe('"latencyUs" must be whole microseconds below 2^31, got 2147483648');
      expect((await logged(here)).length).toBe(500);
    });

    it('in the mode async answers at once, counts its window, and commits it at the end', async () => {
      const here = place();
      const log = await here.open({ mode: 'async' });
      expect(await log.append(predictions(10))).toBe(false);
      expect(log.stats().waiting).toBe(10);
      await until(log, (stats) => stats.committed === 10);
      await log.append(predictions(5, 'q'));
      await log.close();
      expect(log.stats()).toMatchObject({ committed: 15, waiting: 0 });
      expect((await logged(here)).length).toBe(15);
    });

    it('drops what comes while too much waits, and after it was closed, and counts it', async () => {
      const here = place();
      const log = await here.open({ maxWaitingBytes: 2000 });
      const answers = await Promise.all(predictions(10).map((p) => log.append([p])));
      const kept = answers.filter(Boolean).length;
      expect(kept).toBeGreaterThan(0);
      expect(log.stats().dropped).toBe(10 - kept);
      await log.close();
      await log.close();
      expect(await log.append([prediction({ id: 'late' })])).toBe(false);
      expect(log.stats().dropped).toBe(11 - kept);
      expect((await logged(here)).length).toBe(kept);
    });
  });
});
