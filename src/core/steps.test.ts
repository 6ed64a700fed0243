import { describe, expect, it } from 'vitest';
import { finished, inParts, inTurns, type Steps } from './steps.js';

function* counted(to: number, seen: number[] = []): Steps<number> {
  for (let i = 0; i < to; i++) {
    seen.push(i);
    yield;
  }
  return to;
}

describe('work in steps', () => {
  it('gives what it ends with, at once or in turns', async () => {
    expect(finished(counted(3))).toBe(3);
    expect(await inTurns(counted(1000), new AbortController().signal)).toBe(1000);
  });

  it('lets others have their turn when its time is over', async () => {
    let now = 0;
    const [seen, others]: [number[], number[]] = [[], []];
    const tick = setInterval(() => others.push(seen.length), 0);
    // Every look at the clock is a millisecond, so a turn of 5 ms takes 4 steps and then a look that ends it.
    const turns = inTurns(counted(40, seen), new AbortController().signal, 5, () => now++);
    setImmediate(() => others.push(seen.length));
    expect(await turns).toBe(40);
    clearInterval(tick);
    expect(others.length).toBeGreaterThan(0);
    expect(others[0]).toBeLessThan(40);
  });

  it('ends at an abort with its reason', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const work = inTurns(counted(1e9, seen), stop.signal, 0.1);
    setImmediate(() => stop.abort(new Error('enough')));
    await expect(work).rejects.toThrow('enough');
    expect(seen.length).toBeLessThan(1e9);
  });

  it('asks about a part at a time, in order', () => {
    const sizes: number[] = [];
    const items = Array.from({ length: 200 }, (_, i) => i);
    const doubled = finished(inParts(items, (part) => (sizes.push(part.length), part.map((i) => 2 * i))));
    expect(doubled).toEqual(items.map((i) => 2 * i));
    expect(sizes).toEqual([...Array.from({ length: 6 }, () => 32), 8]);
    expect(finished(inParts([], () => [1]))).toEqual([]);
  });
});
