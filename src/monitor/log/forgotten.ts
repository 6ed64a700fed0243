import { forgottenMarks, type ForgottenUntil, type Tx } from '../../store/index.js';
import { readKind, type RecordKind } from './kinds.js';
import { SEPARATOR } from './messages.js';

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
  const until = await forgottenMarks(tx);
  if (!until) return records;
  const kept: string[] = [];
  for (const record of records.split(SEPARATOR)) if (!(await isForgotten(until, record))) kept.push(record);
  return kept.join(SEPARATOR);
}

async function isForgotten(until: ForgottenUntil, record: string): Promise<boolean> {
  const { model, at, names } = aboutOf(record);
  for (const name of names) if (at <= ((await until(name, model ?? undefined)) ?? -Infinity)) return true;
  return false;
}
