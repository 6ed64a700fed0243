import type { Engine } from '../data/index.js';
import { callNode, columnNode, duckdb, learnedRules, literalNode, selectSql, type LearnedNode, type Node } from '../expr/index.js';
import { PART_COLUMN, RANK_COLUMN, TARGET_COLUMN } from './fitted.js';
import type { TrainingView } from './training-view.js';

/** Sums of one level within one fold. */
interface Cell {
  readonly level: string | null;
  readonly fold: number;
  readonly sum: number;
  readonly rows: number;
}

/**
 * Target statistics, the one rule with two readings. Serving reads the table of all training rows; a training row of fold f
 * reads the table of the other folds, prior included, so that its own label never changes its own encoding.
 */
export async function fitTargetMean(engine: Engine, hole: LearnedNode, view: TrainingView): Promise<{ serving: Node; training: Node }> {
  const folds = hole.options['folds'] as number;
  const smoothing = hole.options['smoothing'] as number;
  const fold = callNode('mod', columnNode(RANK_COLUMN, 'number'), literalNode('number', folds));
  const cells = await readCells(engine, hole.args[0], fold, view);
  const read = (kept: readonly Cell[]): Node =>
    learnedRules.targetMean.fill(statistics(kept, smoothing), hole.args, hole.options, 'number');
  let training = read(cells);
  for (let f = 0; f < folds; f++) {
    training = callNode('if', callNode('eq', fold, literalNode('number', f)), read(cells.filter((c) => c.fold !== f)), training);
  }
  return { serving: read(cells), training };
}

async function readCells(engine: Engine, x: Node, fold: Node, view: TrainingView): Promise<readonly Cell[]> {
  const rows = `(SELECT * FROM ${duckdb.ident(await view.open())} WHERE ${duckdb.ident(PART_COLUMN)} = 1)`;
  const outputs = [
    { name: 'level', node: x },
    { name: 'fold', node: fold },
    { name: 'y', node: columnNode(TARGET_COLUMN, 'number') },
  ];
  const sql = `SELECT level, fold, sum(y) AS sum, count(*)::DOUBLE AS rows FROM (${selectSql({ outputs, from: rows })}) GROUP BY level, fold`;
  const cells = await engine.threads(1, () => engine.rows(sql));
  return cells
    .map((c): Cell => ({ level: c['level'] as string | null, fold: Number(c['fold']), sum: Number(c['sum']), rows: Number(c['rows']) }))
    .toSorted((a, b) => compare(a.level ?? '', b.level ?? '') || Number(a.level === null) - Number(b.level === null) || a.fold - b.fold);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Smoothed means per level, (sum + smoothing × prior) / (rows + smoothing), and the prior: the mean over all rows. */
function statistics(cells: readonly Cell[], smoothing: number): { levels: string[]; means: number[]; prior: number } {
  const total = cells.reduce((s, c) => s + c.rows, 0);
  const prior = total === 0 ? 0 : cells.reduce((s, c) => s + c.sum, 0) / total;
  const byLevel = Map.groupBy(
    cells.filter((c) => c.level !== null),
    (c) => c.level as string,
  );
  const levels = [...byLevel.keys()];
  const means = levels.map((level) => {
    const own = byLevel.get(level)!;
    return (own.reduce((s, c) => s + c.sum, 0) + smoothing * prior) / (own.reduce((s, c) => s + c.rows, 0) + smoothing);
  });
  return { levels, means, prior };
}
