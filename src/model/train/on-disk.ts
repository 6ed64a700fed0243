import { count, mwError, type AnyTask, type MillwrightError } from '../../core/index.js';
import { bytesOf, type EncodedTable } from '../../features/index.js';
import { learners, type AnyLearner } from '../../learn/index.js';
import { memoryShares } from '../memory.js';
import type { RunOptions } from '../run.js';
import type { Plan } from './plan.js';

/** Whether a learner reads its rows from disk. */
const readsBlocks = (learner: AnyLearner): boolean => 'fitBlocks' in learner && learner.fitBlocks !== undefined;

/** The error of a learner that needs all rows of a table in memory that stays on disk. */
export function refuseOnDisk(
  learner: string,
  { rows, heads }: Pick<EncodedTable, 'rows' | 'heads'>,
  task: AnyTask,
  run: RunOptions,
): MillwrightError {
  const all: readonly AnyLearner[] = Object.values(learners);
  const instead = all.filter((l) => readsBlocks(l) && l.name !== 'constant' && (l.tasks as readonly AnyTask[]).includes(task));
  return mwError('MW_MODEL_MEMORY', {
    learner,
    rows,
    bytes: bytesOf(heads, rows),
    mostBytes: memoryShares(run).table,
    instead: instead.map(({ name }) => name),
  });
}

const named = (some: Plan['candidates']): string => some.map(({ learner }) => learner.name).join(' and ');

/**
 * The plan for so many rows and features: where a number per cell does not fit into the run's share of memory, learners that need all rows there
 * are not compared, and a note says so.
 */
export function planWithin(
  plan: Plan,
  rows: number,
  features: number,
  run: RunOptions,
): { readonly plan: Plan; readonly notes: readonly string[] } {
  const { table } = memoryShares(run);
  if (plan.tuning || plan.candidates.length < 2 || 8 * rows * features <= table) return { plan, notes: [] };
  const [candidates, out] = [true, false].map((reads) => plan.candidates.filter(({ learner }) => readsBlocks(learner) === reads));
  if (candidates.length === 0 || out.length === 0) return { plan, notes: [] };
  const what = `${count(rows, 'row')} of ${count(features, 'feature')} are more than this run may hold in memory, where ${named(out)} would need them`;
  return {
    plan: { ...plan, candidates },
    notes: [`${what}: ${named(candidates)} alone is fitted. More memory (\`--memory\`) would compare them.`],
  };
}
