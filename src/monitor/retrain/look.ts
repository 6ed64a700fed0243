import { DAY_MS } from '../../core/index.js';
import { openAnyModel, type AnyModel, type RunOptions } from '../../model/index.js';
import { getState, putState } from '../../store/index.js';
import type { Watched } from '../alerts/watched.js';
import { lookAtLists } from '../lists/monitor-lists.js';
import { lookAtVersion } from '../report/monitor-model.js';

/** Served rows that are answered again through the batch path once a day. */
const RECOMPUTED = 500;

/**
 * What is known of a model's champion now; its alerts are opened and ended by the way. In the first look of each UTC day a sample of the served
 * rows is answered again through the batch path.
 */
export async function lookAt(model: AnyModel, run: RunOptions): Promise<Watched> {
  if (model.kind === 'millwright-recommender')
    return (await lookAtLists(`${model.name}@champion`, run, model.monitor ? { rules: model.monitor } : {})).watched;
  const champion = await openAnyModel(`${model.name}@champion`, run);
  const recompute = (await firstToday(model.name, run)) ? RECOMPUTED : 0;
  const { watched } = await lookAtVersion(champion, run, { recompute, ...(model.monitor ? { rules: model.monitor } : {}) });
  return watched;
}

function firstToday(model: string, { workspace, clock }: RunOptions): Promise<boolean> {
  const [key, now] = [`recomputed:${model}`, clock()];
  const today = Math.floor(now / DAY_MS);
  return workspace.store.write(async (tx) => {
    if ((await getState<number>(tx, key)) === today) return false;
    await putState(tx, key, today, now);
    return true;
  });
}
