import { addEvents, addPredictions, addSlates, type Engine, type Tx } from '../../store/index.js';
import { SEPARATOR } from './messages.js';

/** A record that is none of a prediction says first what it is: these are the texts around its list of fields. */
const SLATE = '{"slate":';
const EVENT = '{"event":';
const END = '}';

/** A recommended list as a record. */
export const slateRecord = (fields: string): string => `${SLATE}${fields}${END}`;

/** What a user did as a record. */
export const eventRecord = (fields: string): string => `${EVENT}${fields}${END}`;

/** The kinds of records. */
export type RecordKind = 'prediction' | 'slate' | 'event';

/** What a record is, and its list of fields as text. */
export function readKind(record: string): { readonly kind: RecordKind; readonly fields: string } {
  for (const [kind, begin] of [['slate', SLATE] as const, ['event', EVENT] as const])
    if (record.startsWith(begin)) return { kind, fields: record.slice(begin.length, -END.length) };
  return { kind: 'prediction', fields: record };
}

/** Adds records of any kind, joined by {@link SEPARATOR}, and gives the ids of the events that were new. */
export async function addRecords(tx: Tx, engine: Engine, text: string): Promise<readonly string[]> {
  if (text === '') return [];
  if (!text.startsWith('{') && !text.includes(`${SEPARATOR}{`)) {
    await addPredictions(tx, engine, `[${text}]`);
    return [];
  }
  const lists: Record<RecordKind, string[]> = { prediction: [], slate: [], event: [] };
  for (const record of text.split(SEPARATOR)) {
    const { kind, fields } = readKind(record);
    lists[kind].push(fields);
  }
  if (lists.prediction.length > 0) await addPredictions(tx, engine, `[${lists.prediction.join(',')}]`);
  if (lists.slate.length > 0) await addSlates(tx, engine, `[${lists.slate.join(',')}]`);
  return lists.event.length > 0 ? addEvents(tx, engine, `[${lists.event.join(',')}]`) : [];
}
