import type { PredictionLog } from '../../monitor/index.js';
import type { Clock } from '../../core/index.js';
import { entryOf, type AnsweredRow } from '../answer/predict.js';
import type { Live } from '../live/live.js';
import type { Observer } from '../observe/index.js';

type RawRow = Readonly<Record<string, unknown>>;

/** An answer that the caller got. */
type Returned = Pick<AnsweredRow, 'id'>;

/** Rows that wait for their shadows at most; more are left out, and counted. */
const WAITING_ROWS = 2000;

/** Answers that are logged and never returned: how a version would have done. */
export interface Shadows {
  /**
   * Answers the rows by other versions after the request is through; `returned` are the answers that the caller got, row by row: outcomes reported
   * of them are the shadows' as well. Never throws, never waits.
   */
  answer(model: string, shadows: readonly (number | string)[], rows: readonly RawRow[], returned: readonly Returned[]): void;
  /** Does the work for every shadow when the loop is free: it counts as so many rows that wait. */
  later(model: string, shadows: readonly (number | string)[], rows: number, work: (ref: string) => Promise<void>): void;
  /** Rows left out: too many waited, the version could not be opened, or its schema refused the row. */
  left(): number;
}

/** Shadows that answer when the loop is free. */
export function shadowsOf(work: {
  readonly live: Live;
  readonly log: PredictionLog;
  readonly nextId: () => string;
  readonly clock: Clock;
  readonly observe: Observer;
}): Shadows {
  let [waiting, left] = [0, 0];
  const one = async (ref: string, rows: readonly RawRow[], returned: readonly Returned[]): Promise<void> => {
    const startedMs = performance.now();
    const by = await work.live.find(ref);
    const read = rows.flatMap((row, i) => {
      const values = by.reader.read(row);
      return values === undefined ? [] : [{ values, shadowOf: returned[i].id }];
    });
    left += rows.length - read.length;
    const margins = by.margins(read.map(({ values }) => values));
    const latencyUs = Math.round((performance.now() - startedMs) * 1000);
    work.observe.predicted(by.model, by.version, 'shadow', read.length);
    const at = work.clock();
    const entries = read.map(({ values, shadowOf }, i) => {
      const answered = { id: work.nextId(), by, route: 'shadow', values, said: by.said(margins, i, values), reasons: undefined };
      return { ...entryOf(answered, at, latencyUs), shadowOf };
    });
    if (entries.length > 0) await work.log.append(entries);
  };
  const later: Shadows['later'] = (model, shadows, rows, work) => {
    for (const to of shadows) {
      if (waiting + rows > WAITING_ROWS) left += rows;
      else {
        waiting += rows;
        setImmediate(() => {
          void work(`${model}@${to}`)
            .catch(() => (left += rows))
            .finally(() => (waiting -= rows));
        });
      }
    }
  };
  return {
    answer: (model, shadows, rows, returned) => later(model, shadows, rows.length, (ref) => one(ref, rows, returned)),
    later,
    left: () => left,
  };
}
