import { getState, putState, type Tx } from '../../store/index.js';

/** Counts the times that events left the store, so that whoever holds some in memory lets them go. */
const ERASED = 'behaviour.erased';

/** How often events left the store. */
export async function timesErased(tx: Tx): Promise<number> {
  return (await getState<number>(tx, ERASED)) ?? 0;
}

/** Notes that events leave the store. */
export async function noteErased(tx: Tx, at: number): Promise<void> {
  await putState(tx, ERASED, (await timesErased(tx)) + 1, at);
}
