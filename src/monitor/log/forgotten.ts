import { createHmac, randomBytes } from 'node:crypto';
import { getState, putState, storedText, type Tx } from '../../store/index.js';
import { readKind, type RecordKind } from './kinds.js';
import { SEPARATOR } from './messages.js';

const SALT = 'forget.salt';
const MARK = 'forgotten.';

/** A subject's or a prediction's id, hashed with the project's own salt: what audit and marks hold in its place. */
export async function hashed(tx: Tx, name: string, now: number): Promise<string> {
  let salt = await getState<string>(tx, SALT);
  if (salt === undefined) await putState(tx, SALT, (salt = randomBytes(16).toString('hex')), now);
  return hashOf(salt, name);
}

const hashOf = (salt: string, name: string): string => createHmac('sha256', salt).update(storedText(name)).digest('hex');

/** Writes down that everything until `at` about that name is erased, so that rows of it that still lie in a spool never come back. */
export async function markForgotten(tx: Tx, hash: string, model: string | undefined, at: number): Promise<void> {
  await putState(tx, `${MARK}${hash}${model === undefined ? '' : `.${model}`}`, { at }, at);
}

/** Until when everything about a person is erased, of whatever model; `undefined` for who never was. */
export async function forgottenAt(tx: Tx, name: string): Promise<number | undefined> {
  const salt = await getState<string>(tx, SALT);
  return salt === undefined ? undefined : (await getState<{ at: number }>(tx, MARK + hashOf(salt, name)))?.at;
}

/** What a record is about. */
export interface About {
  readonly kind: RecordKind;
  /** Whose answer it is; null of what a user did. */
  readonly model: string | null;
  /** When it was answered, or received. */
  readonly at: number;
  /** The names by which it may be erased: its id, its subject or user, and the prediction that it shadows. */
  readonly names: readonly string[];
}

/** What a record is about. */
export function aboutOf(record: string): About {
  const { kind, fields } = readKind(record);
  const list = JSON.parse(fields) as readonly (string | null)[];
  const place = PLACES[kind];
  return {
    kind,
    model: place.model === undefined ? null : list[place.model],
    at: Number(list[place.at]),
    names: place.names.flatMap((i) => list[i] ?? []),
  };
}

/** Where in the lists of fields these stand. */
const PLACES: Readonly<Record<RecordKind, { readonly model?: number; readonly at: number; readonly names: readonly number[] }>> = {
  prediction: { model: 1, at: 3, names: [0, 5, 13] },
  slate: { model: 1, at: 3, names: [0, 7] },
  event: { at: 9, names: [0, 1] },
};

/** The records (joined) without those that were erased after they were answered or received. */
export async function withoutForgotten(tx: Tx, records: string): Promise<string> {
  const salt = await getState<string>(tx, SALT);
  if (salt === undefined) return records;
  const kept: string[] = [];
  for (const record of records.split(SEPARATOR)) if (!(await isForgotten(tx, salt, record))) kept.push(record);
  return kept.join(SEPARATOR);
}

async function isForgotten(tx: Tx, salt: string, record: string): Promise<boolean> {
  const { model, at, names } = aboutOf(record);
  const hashes = names.map((name) => hashOf(salt, name));
  for (const hash of hashes)
    for (const key of [`${MARK}${hash}`, ...(model === null ? [] : [`${MARK}${hash}.${model}`])]) {
      const mark = await getState<{ at: number }>(tx, key);
      if (mark && at <= mark.at) return true;
    }
  return false;
}
