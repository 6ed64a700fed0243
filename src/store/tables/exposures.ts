import type { ExpressionBuilder } from 'kysely';
import type { Tables, Tx } from '../schema.js';
import { inWindow, type AnswerWindow } from './window.js';

/** The lists of one experiment. */
export interface ExposureWindow extends Omit<AnswerWindow, 'version'> {
  readonly experiment: string;
}

/** Somebody who was answered within an experiment. */
export interface Exposed {
  readonly user: string;
  /** Of their sides the first by name. */
  readonly arm: string;
  /** On how many sides they were. */
  readonly arms: number;
  /** When they were answered for the first time, milliseconds since 1970. */
  readonly first: number;
}

/** What somebody who was exposed bought or gave back. */
export interface ExposedEvent {
  readonly user: string;
  readonly type: string;
  readonly at: number;
  /** Null where the event has none. */
  readonly price: number | null;
  readonly quantity: number | null;
}

/** How many lists a version answered on one side. */
export interface AnsweredSide {
  readonly arm: string;
  readonly version: number;
  readonly lists: number;
}

const within =
  ({ experiment, ...window }: ExposureWindow) =>
  (e: ExpressionBuilder<Tables, 'mw_slates'>) =>
    e.and([inWindow(window)(e), e('experiment', '=', experiment)]);

/** Everybody who was answered within an experiment, in the order of their first answers. Reads every list of the window. */
export async function exposedUsers(tx: Tx, window: ExposureWindow): Promise<Exposed[]> {
  const rows = await tx
    .selectFrom('mw_slates')
    .select((e) => ['user_id', e.fn.min('arm').as('arm'), e.fn.count('arm').distinct().as('arms'), e.fn.min('at').as('first')])
    .where(within(window))
    .where('user_id', 'is not', null)
    .where('arm', 'is not', null)
    .groupBy('user_id')
    .orderBy('first')
    .orderBy('user_id')
    .execute();
  return rows.map(({ user_id, arm, arms, first }) => ({ user: user_id!, arm: arm!, arms: Number(arms), first: Number(first) }));
}

/** The events of some types of everybody who was exposed, whenever before `to`, in the order in which they were stored. */
export async function eventsOfExposed(tx: Tx, window: ExposureWindow, types: readonly string[]): Promise<ExposedEvent[]> {
  if (types.length === 0) return [];
  const rows = await tx
    .selectFrom('mw_events')
    .select(['user_id', 'type', 'at', 'price', 'quantity'])
    .where('type', 'in', types)
    .where('user_id', 'in', (e) => e.selectFrom('mw_slates').select('user_id').where(within(window)).where('user_id', 'is not', null))
    .$if(window.to !== undefined, (query) => query.where('at', '<', window.to!))
    .orderBy('seq')
    .execute();
  return rows.map(({ user_id, type, ...rest }) => ({ user: user_id, type: type!, ...rest }));
}

/** Which versions answered on which side, by side and version. */
export async function answeredSides(tx: Tx, window: ExposureWindow): Promise<AnsweredSide[]> {
  const rows = await tx
    .selectFrom('mw_slates')
    .select((e) => ['arm', 'version', e.fn.countAll<number>().as('lists')])
    .where(within(window))
    .where('arm', 'is not', null)
    .groupBy(['arm', 'version'])
    .orderBy('arm')
    .orderBy('version')
    .execute();
  return rows.map(({ arm, version, lists }) => ({ arm: arm!, version, lists: Number(lists) }));
}

/** The experiment of the newest list of a model that belongs to one; `undefined` when none does. */
export async function newestExperiment(tx: Tx, model: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('mw_slates')
    .select('experiment')
    .where('model', '=', model)
    .where('experiment', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.experiment ?? undefined;
}
