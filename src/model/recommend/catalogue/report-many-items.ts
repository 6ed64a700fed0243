import type { RunOptions } from '../../run.js';
import { openRecommender } from '../open.js';
import type { OpenRecommender } from '../open-recommender.js';
import { reportItems, type ItemReport, type ReportedItems } from './report-items.js';

/** Items of one change. */
export const AT_ONCE = 2000;

/** Takes any number of reports, each made when it is due, two thousand at a time: when it is stopped, those before it are kept. */
export async function reportManyItems(
  open: OpenRecommender,
  reports: number,
  reportAt: (index: number) => ItemReport,
  run: RunOptions,
): Promise<ReportedItems> {
  const { model, version } = open;
  const done = { added: 0, changed: 0, unchanged: 0, refused: [] as ReportedItems['refused'][number][] };
  for (let from = 0; from < reports; from += AT_ONCE) {
    run.signal.throwIfAborted();
    run.progress('reporting items', from, reports);
    const some = Array.from({ length: Math.min(AT_ONCE, reports - from) }, (_, i) => reportAt(from + i));
    const { added, changed, unchanged, refused } = await reportItems(open, some, run);
    done.added += added;
    done.changed += changed;
    done.unchanged += unchanged;
    done.refused.push(...refused.map((one) => ({ ...one, index: from + one.index })));
  }
  return { model, version, ...done };
}

/** Opens a model and takes reports of its items. Throws what opening it throws. */
export async function reportItemRows(ref: string, reports: readonly ItemReport[], run: RunOptions): Promise<ReportedItems> {
  return reportManyItems(await openRecommender(ref, run), reports.length, (index) => reports[index], run);
}
