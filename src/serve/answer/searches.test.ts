import { describe, expect, it } from 'vitest';
import { searchesOf } from './searches.js';

const { signal: here } = new AbortController();

/** Work that ends when it is told to, or with its signal. */
function held() {
  const started: AbortSignal[] = [];
  let end: ((what: string) => void) | undefined;
  const work = (signal: AbortSignal): Promise<string> =>
    new Promise((done, failed) => {
      started.push(signal);
      end = done;
      signal.addEventListener('abort', () => failed(signal.reason as Error));
    });
  return { started, work, end: (what: string) => end?.(what) };
}

describe('a line of searches', () => {
  it('does one after the other, and turns away who finds it full', async () => {
    const { run } = searchesOf({ waiting: 1, timeMs: 60_000 });
    const [first, second] = [held(), held()];
    const [a, b] = [run(here, first.work), run(here, second.work)];
    await expect(run(here, first.work)).rejects.toMatchObject({ code: 'MW_SERVE_OVERLOADED', status: 503 });
    expect([first.started.length, second.started.length]).toEqual([1, 0]);
    first.end('one');
    expect(await a).toBe('one');
    await new Promise(setImmediate);
    expect(second.started).toHaveLength(1);
    second.end('two');
    expect(await b).toBe('two');
    expect(await run(here, async () => 'three')).toBe('three');
  });

  it('stops what takes too long, and goes on with the next', async () => {
    const { run } = searchesOf({ waiting: 4, timeMs: 20 });
    const [slow, next] = [run(here, held().work), run(here, async () => 'next')];
    await expect(slow).rejects.toMatchObject({ code: 'MW_SERVE_SEARCH_TIME', status: 422 });
    expect(await next).toBe('next');
  });

  it('stops what nobody waits for any more', async () => {
    const { run } = searchesOf();
    const gone = new AbortController();
    const work = run(gone.signal, held().work);
    setImmediate(() => gone.abort(new Error('gone')));
    await expect(work).rejects.toThrow('gone');
  });

  it('has the place of who leaves free at once, and nobody overtakes', async () => {
    const { run } = searchesOf({ waiting: 1, timeMs: 60_000 });
    const [first, next] = [held(), held()];
    const [gone, never] = [new AbortController(), held()];
    const running = run(here, first.work);
    const left = run(gone.signal, never.work);
    gone.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    const waits = run(here, next.work);
    await new Promise(setImmediate);
    expect([never.started.length, next.started.length]).toEqual([0, 0]);
    first.end('one');
    await running;
    await new Promise(setImmediate);
    expect(next.started).toHaveLength(1);
    next.end('two');
    expect(await waits).toBe('two');
    await expect(run(AbortSignal.abort(new Error('gone')), never.work)).rejects.toThrow('gone');
    expect(never.started).toHaveLength(0);
  });
});
