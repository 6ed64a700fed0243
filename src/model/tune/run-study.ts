import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../core/index.js';
import {
  addStudy,
  beginTrial,
  dropTrial,
  endTrial,
  hasEnded,
  thisOwner,
  trialsFrom,
  type Owner,
  type Store,
  type TrialRow,
} from '../../store/index.js';
import type { Point, Study, Trial } from '../../tune/index.js';
import { endJson } from './trial-end.js';
import { trialList, type TrialList } from './trial-list.js';

/** A study to run, or to go on with. */
export interface StudyOrder {
  /** A digest of all that decides its trials; the same id is the same study. */
  readonly id: string;
  readonly model: string;
  readonly settings: Json;
  readonly study: Study;
  readonly lag: number;
  readonly store: Store;
  /** Trials that run at once here. Other processes may run trials of the same study. */
  readonly workers: number;
  /** No trial from this number on. */
  readonly most: number;
  /** So many trials, the first, are run to their end whatever the time. */
  readonly sure: number;
  /** Whether another trial may begin; asked before each. Of the sure ones it has no say. */
  readonly mayBegin: () => boolean;
  /** Runs one trial. `stops` says after a step whether to give up. */
  readonly run: (
    number: number,
    point: Point,
    stops: (course: readonly number[]) => boolean,
    signal: AbortSignal,
  ) => Promise<Omit<Trial, 'number' | 'point'>>;
  /** Aborts running trials, which are then forgotten; the study ends with what it has. */
  readonly cut: AbortSignal;
  /** The same for all but the sure ones. Aborted with `cut` too. */
  readonly late: AbortSignal;
  /** Told of each trial that ended here, and of those that were known before. */
  readonly told: (trial: Trial, isNew: boolean) => void;
  readonly nowMs: () => number;
}

/** Pause before the store is looked at again while all that could be done is being done by others. */
const WAIT_MS = 50;

/**
 * Runs the trials of a study until there are `most`, or none may begin and the sure ones have ended. Any number of processes may do so at once: each takes the next number
 * in the store, and one that dies leaves its trial to the others. Trials that ended are never run again. Answers those that ended,
 * by number: a study that was cut may lack some between.
 */
export async function runStudy(order: StudyOrder): Promise<readonly Trial[]> {
  const { id, model, settings, store, nowMs } = order;
  await store.write((tx) => addStudy(tx, { id, model, settings, createdAt: nowMs() }));
  const list = trialList();
  await look(order, list);
  const before = list.all();
  for (const trial of before) order.told(trial, false);
  const told = new Set(before.map(({ number }) => number));
  const line = lineOf();
  // The fault of one worker ends the others before their processes are taken from them: what they were running is forgotten, not failed.
  const fault = new AbortController();
  const own = { ...order, cut: AbortSignal.any([order.cut, fault.signal]), late: AbortSignal.any([order.late, fault.signal]) };
  const one = (): Promise<void> =>
    work(own, list, told, line).catch((error: unknown) => {
      fault.abort(error);
      throw error;
    });
  const ends = await Promise.allSettled(Array.from({ length: order.workers }, one));
  if (fault.signal.aborted) throw ends.find((end) => end.status === 'rejected')!.reason;
  await look(order, list);
  return list.all().filter(({ number }) => number < order.most);
}

async function look({ store, id }: StudyOrder, list: TrialList): Promise<void> {
  list.learn(await store.read((tx) => trialsFrom(tx, id, list.ended.length)));
}

/** One trial after the other. */
async function work(order: StudyOrder, list: TrialList, told: Set<number>, line: Line): Promise<void> {
  const owner = thisOwner();
  while (!order.cut.aborted) {
    const next = await line.alone(() => claim(order, list, owner, line.own));
    if (next === 'none') return;
    if (next === 'busy') await Promise.race([sleep(WAIT_MS), line.ended()]);
    else await runOne(order, list, next, told).finally(() => line.end(next.number));
  }
}

/** Keeps the workers of this study from asking for the same trial, and wakes those that wait when one ends. */
interface Line {
  /** Trials that they run. */
  readonly own: Set<number>;
  alone<T>(work: () => Promise<T>): Promise<T>;
  ended(): Promise<void>;
  end(number: number): void;
}

function lineOf(): Line {
  let last: Promise<unknown> = Promise.resolve();
  let waiting: (() => void)[] = [];
  const line: Line = {
    own: new Set(),
    alone: (work) => {
      const own = last.then(work);
      last = own.catch(() => undefined);
      return own;
    },
    ended: () => new Promise((resolve) => waiting.push(resolve)),
    end: (number) => {
      line.own.delete(number);
      for (const wake of waiting) wake();
      waiting = [];
    },
  };
  return line;
}

async function runOne(order: StudyOrder, list: TrialList, { number, point }: Claimed, told: Set<number>): Promise<void> {
  const { store, id, study } = order;
  const isSure = number < order.sure;
  const cut = isSure ? order.cut : order.late;
  try {
    const end = await order.run(number, point, (course) => !isSure && study.stops(number, course, list.ended), cut);
    const trial: Trial = { number, point, ...end };
    await store.write((tx) => endTrial(tx, id, number, endJson(trial)).then(() => null));
    if (!told.has(number)) order.told(trial, true);
    told.add(number);
  } catch (error) {
    await store.write((tx) => dropTrial(tx, id, number).then(() => null));
    if (!cut.aborted || error !== cut.reason) throw error;
  }
}

interface Claimed {
  readonly number: number;
  readonly point: Point;
}

/** Takes the next trial: one whose process has ended, else the next number. Busy while the trials that it waits for run. */
async function claim(order: StudyOrder, list: TrialList, owner: Owner, own: Set<number>): Promise<Claimed | 'busy' | 'none'> {
  const { study, lag, store, id } = order;
  const most = order.mayBegin() ? order.most : Math.min(order.most, order.sure);
  await look(order, list);
  const number = freeNumber(list, owner);
  if (number >= most) return list.ended.length >= most ? 'none' : othersRun(list, most, own);
  if (list.ended.length <= number - lag) return 'busy';
  const from = list.rowOf(number)?.owner ?? undefined;
  const pending = Array.from({ length: Math.min(lag - 1, number) }, (_, i) => list.pointOf(number - Math.min(lag - 1, number) + i)!);
  const point = list.pointOf(number) ?? study.pointOf(number, list.ended, pending);
  const took = await store.write((tx) => beginTrial(tx, id, { number, owner, point: point as Json }, from));
  if (!took) return 'busy';
  own.add(number);
  return { number, point };
}

/** The lowest number that nobody runs. */
function freeNumber(list: TrialList, owner: Owner): number {
  for (let number = list.ended.length; ; number++) {
    const row = list.rowOf(number);
    if (row === undefined || isLeft(row, owner)) return number;
  }
}

const isLeft = ({ end, owner }: TrialRow, here: Owner): boolean => end === null && owner !== null && hasEnded(owner, here);

/** While others have the last trials there is nothing to do but to wait for their end, or their death; own ones are awaited where they run. */
function othersRun(list: TrialList, most: number, own: ReadonlySet<number>): 'busy' | 'none' {
  for (let number = list.ended.length; number < most; number++) if (list.rowOf(number)?.owner && !own.has(number)) return 'busy';
  return 'none';
}
