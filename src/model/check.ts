import { loadTable, openEngine, type FaultSummary, type RuleResult } from '../data/index.js';
import type { Model } from './define.js';
import type { RecommenderModel } from './recommend/index.js';
import { engineOptions } from './engine-options.js';
import type { RunOptions } from './run.js';

/** What the rules found. */
export interface Checked {
  readonly model: string;
  /** Rows in the source. */
  readonly rows: number;
  /** No rule of level error failed and every cell could be read. */
  readonly passed: boolean;
  readonly quarantined: number;
  readonly rules: readonly RuleResult[];
  readonly faults: readonly FaultSummary[];
  /** The file with the bad rows, when there are any. */
  readonly quarantine?: string;
  readonly notes: readonly string[];
}

/** Reads, types and checks a model's data without training: of a recommender the events. Bad rows go to a quarantine file with their key, rule and reason. */
export async function checkData(model: Model | RecommenderModel, run: RunOptions): Promise<Checked> {
  run.progress('reading and checking the data');
  await using engine = await openEngine(engineOptions(run));
  const { workspace, signal, progress } = run;
  const loaded = await loadTable(engine, model.kind === 'millwright-model' ? model.problem.table : model.events, {
    mode: 'training',
    root: workspace.root,
    signal,
    progress,
    quarantineDir: workspace.quarantineDir,
    enforceBadRate: false,
  });
  const failed = loaded.rules.some((r) => r.level === 'error' && r.failed > 0);
  return {
    model: model.name,
    rows: loaded.read,
    passed: !failed && loaded.faults.length === 0,
    quarantined: loaded.quarantined,
    rules: loaded.rules,
    faults: loaded.faults,
    ...(loaded.quarantine?.file ? { quarantine: loaded.quarantine.file } : {}),
    notes: loaded.notes,
  };
}
