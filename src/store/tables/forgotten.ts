import { createHmac, randomBytes } from 'node:crypto';
import type { Tx } from '../schema.js';
import { storedText } from '../stored-text.js';
import { getState, listState, putState } from './state.js';

const SALT = 'forget.salt';
const MARK = 'forgotten.';

/** Until when something is erased, milliseconds since 1970. */
interface Mark {
  readonly at: number;
}

/** A subject's or a prediction's id, hashed with the project's own salt: what audit and marks hold in its place. */
export async function hashOfForgotten(tx: Tx, name: string, now: number): Promise<string> {
  let salt = await getState<string>(tx, SALT);
  if (salt === undefined) await putState(tx, SALT, (salt = randomBytes(16).toString('hex')), now);
  return hashOf(salt, name);
}

const hashOf = (salt: string, name: string): string => createHmac('sha256', salt).update(storedText(name)).digest('hex');

const keyOf = (hash: string, model?: string): string => `${MARK}${hash}${model === undefined ? '' : `.${model}`}`;

/** Writes down that everything until `at` about that name is erased, or what one model answered, so that rows of it that still lie in a spool never come back. */
export async function markForgotten(tx: Tx, hash: string, model: string | undefined, at: number): Promise<void> {
  await putState(tx, keyOf(hash, model), { at }, at);
}

/** Until when something about a name is erased, of whatever model or of the given one; `undefined` for what never was. */
export type ForgottenUntil = (name: string, model?: string) => Promise<number | undefined>;

/** Looks up names, one by one; `undefined` where nothing was ever erased. */
export async function forgottenMarks(tx: Tx): Promise<ForgottenUntil | undefined> {
  const salt = await getState<string>(tx, SALT);
  if (salt === undefined) return undefined;
  const markAt = async (key: string): Promise<number | undefined> => (await getState<Mark>(tx, key))?.at;
  return async (name, model) => {
    const hash = hashOf(salt, name);
    const [all, own] = [await markAt(keyOf(hash)), model === undefined ? undefined : await markAt(keyOf(hash, model))];
    return all === undefined || own === undefined ? (all ?? own) : Math.max(all, own);
  };
}

/** Until when everything about a person is erased, of whatever model; `undefined` for who never was. */
export const forgottenAt = async (tx: Tx, name: string): Promise<number | undefined> => (await forgottenMarks(tx))?.(name);

/** Whether everything about a person was erased. Costs nothing where nobody ever was, else a few microseconds. */
export type IsForgotten = (name: string) => boolean;

/** Who is erased now: for many persons what {@link forgottenAt} says of one. */
export async function readForgotten(tx: Tx): Promise<IsForgotten> {
  const salt = await getState<string>(tx, SALT);
  if (salt === undefined) return () => false;
  const keys = new Set((await listState<Mark>(tx, MARK)).map(({ key }) => key));
  // Whoever makes a list asks about its user several times.
  let last = { name: '', isForgotten: false };
  return (name) => {
    if (name !== last.name) last = { name, isForgotten: keys.has(keyOf(hashOf(salt, name))) };
    return last.isForgotten;
  };
}
