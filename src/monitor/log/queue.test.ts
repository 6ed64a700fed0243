import { describe, expect, it } from 'vitest';
import { behaviourEvent, predictions } from '../../../test/support/logs.js';
import type { BehaviourEvent } from '../../store/index.js';
import { NO_COUNTS } from './counts.js';
import { SEPARATOR, type ToWriter } from './messages.js';
import { LogQueue, type Heard } from './queue.js';

interface FakeWriter {
  readonly heard: Heard;
  readonly sent: ToWriter[];
  readonly dropped: number;
}

/** A queue over writers that do nothing by themselves. */
function queueOver(mode: 'durable' | 'async' = 'durable') {
  const writers: FakeWriter[] = [];
  const queue = new LogQueue({
    mode,
    maxWaitingBytes: 1e6,
    start: (heard, dropped) => {
      const sent: ToWriter[] = [];
      writers.push({ heard, sent, dropped });
      return { post: (message) => void sent.push(message), hold: () => {} };
    },
  });
  return { queue, writers };
}

const idsOf = (message: ToWriter): string[] =>
  message.kind === 'rows' ? message.text.split(SEPARATOR).map((record) => (JSON.parse(record) as string[])[0]) : [message.kind];
const events = (...ids: readonly string[]): BehaviourEvent[] => ids.map((id) => behaviourEvent({ id }));
const turn = () => new Promise((resolve) => setImmediate(resolve));
const until = async (done: () => boolean): Promise<void> => {
  for (let i = 0; i < 500 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(done()).toBe(true);
};
const stored = { kind: 'stored', counts: NO_COUNTS } as const;

describe('the queue of a log', () => {
  it('sends what one turn of the event loop brings together, and the next batch only after the answer', async () => {
    const { queue, writers } = queueOver();
    const [a, b] = [queue.append(predictions(2, 'a')), queue.append(predictions(1, 'b'))];
    await turn();
    const c = queue.append(predictions(1, 'c'));
    await turn();
    expect(writers[0].sent.map(idsOf)).toEqual([['a0', 'a1', 'b0']]);
    writers[0].heard.message({ ...stored, uncommitted: [1] });
    expect(await Promise.all([a, b])).toEqual([false, true]);
    expect(writers[0].sent.map(idsOf)).toEqual([['a0', 'a1', 'b0'], ['c0']]);
    writers[0].heard.message(stored);
    expect(await c).toBe(true);
  });

  it('tells of each event whether it was new, known, kept for later, impossible or lost; of two equal ones the first is new', async () => {
    const { queue, writers } = queueOver();
    const asked = [queue.addEvents(events('a', 'b'), 7), queue.addEvents(events('a', 'c'), 7)];
    await turn();
    expect(writers[0].sent).toMatchObject([{ rows: 4 }]);
    writers[0].heard.message({ ...stored, fresh: ['a', 'c'] });
    expect(await Promise.all(asked)).toEqual([
      ['taken', 'known'],
      ['known', 'taken'],
    ]);
    const told = async (fate: object): Promise<readonly string[]> => {
      const fates = queue.addEvents(events('d', 'e'), 7);
      await turn();
      writers[0].heard.message({ ...stored, ...fate });
      return fates;
    };
    expect(await told({ uncommitted: 'all', kept: true })).toEqual(['waiting', 'waiting']);
    expect(await told({ uncommitted: 'all', kept: false })).toEqual(['lost', 'lost']);
    expect(await told({ uncommitted: [1], fresh: ['d'] })).toEqual(['taken', 'refused']);
    expect(await queue.addEvents([], 7)).toEqual([]);
  });

  it('of many clients waits a few milliseconds for those who were just answered, and no longer', async () => {
    const { queue, writers } = queueOver();
    for (const p of predictions(20)) void queue.append([p]);
    await turn();
    void queue.append(predictions(2, 'waits'));
    writers[0].heard.message(stored);
    expect(writers[0].sent.length).toBe(1);
    void queue.append(predictions(20, 'again'));
    await turn();
    expect(idsOf(writers[0].sent[1]).length).toBe(22);
    void queue.append(predictions(1, 'alone'));
    writers[0].heard.message(stored);
    await until(() => writers[0].sent.length === 3);
    expect(idsOf(writers[0].sent[2])).toEqual(['alone0']);
  });

  it('gives the batch to a new writer when the old one ends, with what was dropped so far', async () => {
    const { queue, writers } = queueOver();
    const logged = queue.append(predictions(3));
    await turn();
    writers[0].heard.message({ kind: 'state', counts: { ...NO_COUNTS, committed: 5, dropped: 2 } });
    writers[0].heard.ended('out of memory');
    expect(queue.stats()).toMatchObject({ committed: 5, dropped: 2, waiting: 3, away: 'out of memory' });
    await until(() => writers.length === 2 && writers[1].sent.length === 1);
    expect([idsOf(writers[1].sent[0]), writers[1].dropped]).toEqual([['p0', 'p1', 'p2'], 2]);
    writers[1].heard.message({ kind: 'stored', counts: { ...NO_COUNTS, committed: 3, dropped: 2 } });
    expect(await logged).toBe(true);
    expect(queue.stats()).toMatchObject({ committed: 8, dropped: 2, waiting: 0, away: null });
  });

  it('gives up what waits, counted, when no writer lives: nobody waits for ever', async () => {
    const { queue, writers } = queueOver();
    const logged = queue.append(predictions(3));
    for (let i = 0; i < 4; i++) {
      await until(() => writers.length === i + 1);
      writers[i].heard.ended('cannot start');
    }
    expect(await logged).toBe(false);
    expect(queue.stats()).toMatchObject({ dropped: 3, waiting: 0, away: 'cannot start' });
  });

  it('is closed when all is settled and the writer has ended', async () => {
    const { queue, writers } = queueOver('async');
    expect(await queue.append(predictions(2))).toBe(false);
    const closed = queue.close();
    await turn();
    expect(writers[0].sent.map(idsOf)).toEqual([['p0', 'p1']]);
    writers[0].heard.message(stored);
    expect(writers[0].sent.map(idsOf)).toEqual([['p0', 'p1'], ['close']]);
    writers[0].heard.message({ kind: 'closed', counts: NO_COUNTS });
    writers[0].heard.ended('the end');
    await closed;
    expect(writers.length).toBe(1);
  });
});
