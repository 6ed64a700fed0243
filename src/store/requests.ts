import { fromText, toText } from './json-text.js';
import type { Tx } from './schema.js';

const KEPT_MS = 7 * 24 * 3600 * 1000;

/** Runs `work` unless a change with this key took effect before; then gives that one's answer again. */
export async function once<T>(tx: Tx, key: string, now: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const before = await tx.selectFrom('mw_requests').select('result').where('key', '=', key).executeTakeFirst();
  if (before) return fromText<{ answer: T }>(before.result).answer;
  const answer = await work(tx);
  await tx
    .deleteFrom('mw_requests')
    .where('at', '<', now - KEPT_MS)
    .execute();
  const result = toText(answer === undefined ? {} : { answer });
  await tx.insertInto('mw_requests').values({ key, result, at: now }).execute();
  return answer;
}
