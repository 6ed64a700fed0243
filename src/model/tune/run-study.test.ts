import { describe, expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { addStudy, beginTrial, thisOwner, type Store } from '../../store/index.js';
import { samplers, spaceOf, studyOf, type Point, type Trial } from '../../tune/index.js';
import { runStudy, type StudyOrder } from './run-study.js';

const space = spaceOf({ x: { type: 'number', low: -1, high: 1, scale: 'linear' } });
const opened = blockRun();
const loss = ({ x }: Point): number => (Number(x) - 0.3) ** 2;

function order(store: Store, id: string, more: Partial<StudyOrder> = {}): StudyOrder {
  return {
    id,
    model: 'm',
    settings: {},
    study: studyOf({ space, sampler: samplers.tpe, seed: 1, lag: 4, first: [], steps: 1 }),
    lag: 4,
    store,
    workers: 2,
    most: 30,
    sure: 0,
    mayBegin: () => true,
    cut: new AbortController().signal,
    late: more.cut ?? new AbortController().signal,
    nowMs: () => 0,
    told: () => {},
    run: async (number, point) => {
      // Trials end out of order.
      await new Promise((resolve) => setTimeout(resolve, (number * 7) % 11));
      return { state: 'finished', course: [loss(point)], losses: [loss(point)], seconds: 0 };
    },
    ...more,
  };
}

const points = (trials: readonly Trial[]): readonly Point[] => trials.map(({ point }) => point);

describe('a study in the store', () => {
  it('has the same trials for one, two and four workers, and for two that share it', async () => {
    const { store } = opened.run.workspace;
    const alone = await runStudy(order(store, 'one', { workers: 1 }));
    expect(alone.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    for (const workers of [2, 4]) expect(points(await runStudy(order(store, `of ${workers}`, { workers })))).toEqual(points(alone));
    const ran: number[] = [];
    const counted = (): StudyOrder => {
      const one = order(store, 'shared');
      return { ...one, run: (number, ...rest) => (ran.push(number), one.run(number, ...rest)) };
    };
    const [a, b] = await Promise.all([runStudy(counted()), runStudy(counted())]);
    expect([points(a), points(b)]).toEqual([points(alone), points(alone)]);
    expect(ran.toSorted((x, y) => x - y)).toEqual(alone.map(({ number }) => number));
  });

  it('goes on where it was cut off, with the trials that it would have had; trials that were running are run again', async () => {
    const { store } = opened.run.workspace;
    const straight = await runStudy(order(store, 'straight'));
    const cut = new AbortController();
    const told: number[] = [];
    const part = await runStudy(
      order(store, 'cut', { cut: cut.signal, told: ({ number }) => void (told.push(number) === 13 && cut.abort(new Error('enough'))) }),
    );
    expect(part.length).toBeGreaterThanOrEqual(9);
    expect(part.length).toBeLessThan(20);
    const known: number[] = [];
    const whole = await runStudy(order(store, 'cut', { told: ({ number }, isNew) => void (isNew || known.push(number)) }));
    expect(known.length).toBeGreaterThanOrEqual(part.length);
    expect(points(whole)).toEqual(points(straight));
  });

  it('keeps what ended behind a trial that was still running when the study was cut off', async () => {
    const { store } = opened.run.workspace;
    const cut = new AbortController();
    const usual = order(store, 'slow');
    const part = await runStudy({
      ...usual,
      cut: cut.signal,
      late: cut.signal,
      told: ({ number }) => void (number === 4 && cut.abort(new Error('enough'))),
      run: (number, point, stops, signal) =>
        number === 1
          ? new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
          : usual.run(number, point, stops, signal),
    });
    expect(part.map(({ number }) => number)).toEqual([0, 2, 3, 4]);
    expect(points(await runStudy(usual))).toEqual(points(await runStudy(order(store, 'undisturbed'))));
  });

  it('runs the sure trials to their end when the time was up before they could begin, and no others', async () => {
    const { store } = opened.run.workspace;
    const late = AbortSignal.abort(new Error('the time is up'));
    for (const workers of [1, 4]) {
      const part = await runStudy(order(store, `sure of ${workers}`, { workers, sure: 2, late, mayBegin: () => false }));
      expect(part.map(({ number }) => number)).toEqual([0, 1]);
    }
  });

  it('cuts the others, and never a sure one, when the time is up in the middle', async () => {
    const { store } = opened.run.workspace;
    const late = new AbortController();
    const usual = order(store, 'sure and slow', { workers: 4, sure: 2, late: late.signal, mayBegin: () => !late.signal.aborted });
    const part = await runStudy({
      ...usual,
      run: async (number, point, stops, signal) => {
        if (number === 3) late.abort(new Error('the time is up'));
        await new Promise((resolve) => setTimeout(resolve, 30));
        signal.throwIfAborted();
        return usual.run(number, point, stops, signal);
      },
    });
    expect(part.map(({ number }) => number)).toEqual([0, 1]);
    const stopped = AbortSignal.abort(new Error('enough'));
    expect(await runStudy(order(store, 'stopped', { sure: 2, cut: stopped }))).toEqual([]);
  });

  it('takes over the trial of a process that died', async () => {
    const { store } = opened.run.workspace;
    const straight = await runStudy(order(store, 'whole', { most: 6 }));
    await store.write((tx) => addStudy(tx, { id: 'left', model: 'm', settings: {}, createdAt: 0 }));
    const dead = { ...thisOwner(), pid: 2 ** 22 };
    await store.write((tx) => beginTrial(tx, 'left', { number: 0, owner: dead, point: straight[0].point as { x: number } }, undefined));
    expect(points(await runStudy(order(store, 'left', { most: 6 })))).toEqual(points(straight));
  });

  it('rejects with the fault of a run that is no fault of the trial, and leaves nothing running', async () => {
    const { store } = opened.run.workspace;
    const run = async (number: number): Promise<never> => {
      throw new Error(`no process for ${number}`);
    };
    await expect(runStudy(order(store, 'broken', { run, workers: 1 }))).rejects.toThrow('no process for 0');
    expect(points(await runStudy(order(store, 'broken', { most: 3 })))).toHaveLength(3);
  });
});
