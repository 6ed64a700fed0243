import { createHmac, randomBytes } from 'node:crypto';
import { getState, putState, storedText, type Tx } from '../../store/index.js';

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

/** Of a record: its model, its time, and the names by which it may be erased: its id, its subject, and the prediction that it shadows. */
export function aboutOf(record: readonly unknown[]): { readonly model: string; readonly at: number; readonly names: readonly string[] } {
  const [id, model, , at, , subject] = record as readonly [string, string, number, number, string, string | null];
  return { model, at, names: [id, subject, record[13] as string | null | undefined].filter((name) => typeof name === 'string') };
}

/** The records (a JSON list) without those that were erased after they were answered. */
export async function withoutForgotten(tx: Tx, records: string): Promise<string> {
  const salt = await getState<string>(tx, SALT);
  if (salt === undefined) return records;
  const kept: unknown[] = [];
  for (const record of JSON.parse(records) as unknown[][]) if (!(await isForgotten(tx, salt, record))) kept.push(record);
  return JSON.stringify(kept);
}

async function isForgotten(tx: Tx, salt: string, record: readonly unknown[]): Promise<boolean> {
  const { model, at, names } = aboutOf(record);
  const hashes = names.map((name) => hashOf(salt, name));
  for (const hash of hashes)
    for (const key of [`${MARK}${hash}`, `${MARK}${hash}.${model}`]) {
      const mark = await getState<{ at: number }>(tx, key);
      if (mark && at <= mark.at) return true;
    }
  return false;
}
