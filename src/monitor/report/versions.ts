import { MillwrightError } from '../../core/index.js';
import { metricsOf, type Interval } from '../../evaluate/index.js';
import { evidenceOf, type ModelContent, type OpenModel, type RunOptions } from '../../model/index.js';
import { nthNewestAt, servedVersions, type ServedVersion } from '../../store/index.js';
import { labelledRows } from '../realise/labelled.js';
import { realisedMetrics } from '../realise/metrics.js';
import { realisedMoney } from '../realise/money.js';
import { readServed } from '../window/served-rows.js';

/** What one of the versions that answered in a window came to: shadows and arms of an experiment beside the champion. Plain JSON. */
export interface VersionFigures extends ServedVersion {
  /** Rows with an outcome that it is judged by: all of the version that the report is of, of others among their newest 10,000. */
  readonly outcomes: number;
  /** Realised, the metrics that days and segments are told by; empty while too few outcomes are known, and of a version that is gone or cannot be read. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** What its decisions earned, or would have, per row with an outcome; absent without a payoff or outcomes. */
  readonly moneyPerRow?: Interval;
}

const MOST_ROWS = 10_000;
const LEAST_OUTCOMES = 20;
const RESAMPLES = 100;

/** Which rows, and how they are judged. */
export interface VersionsLook {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly labelsWithinMs: number;
  readonly metrics: readonly string[];
}

/** What is told of a version beside its number and its rows. */
type Figures = Omit<VersionFigures, keyof ServedVersion>;

/**
 * Every version that answered in a window, by number, judged the same way on its own rows; what the report says of its own version is given. About 15 µs a
 * row of each other version.
 */
export async function versionFigures(
  { model, version, ...own }: Pick<OpenModel, 'model' | 'version'> & Figures,
  run: RunOptions,
  look: VersionsLook,
): Promise<VersionFigures[]> {
  const served = await run.workspace.store.read((tx) => servedVersions(tx, { model, from: look.from, to: look.to }));
  const figures: VersionFigures[] = [];
  for (const one of served) figures.push({ ...one, ...(one.version === version ? own : await figuresOf(model, one.version, run, look)) });
  return figures;
}

async function figuresOf(
  model: string,
  version: number,
  run: RunOptions,
  { from, to, now, labelsWithinMs, metrics }: VersionsLook,
): Promise<Figures> {
  const { store } = run.workspace;
  const content = await contentOf(`${model}@${version}`, run);
  if (!content) return { outcomes: 0, metrics: {} };
  const newest = await store.read((tx) => nthNewestAt(tx, { model, version }, MOST_ROWS));
  const rows = await readServed(store, content, {}, { model, version, from: Math.max(from, newest ?? from), to });
  const { sample, rows: known } = labelledRows(rows, content, { now, labelsWithinMs });
  if (known.length < LEAST_OUTCOMES) return { outcomes: known.length, metrics: {} };
  const asked = metricsOf(content.task).filter(({ name }) => metrics.includes(name));
  const money = content.decide && realisedMoney(rows, known, content.decide, { seed: content.seed, resamples: RESAMPLES }).perRow;
  return {
    outcomes: known.length,
    metrics: realisedMetrics(sample, { seed: content.seed, metrics: asked, resamples: RESAMPLES }).metrics,
    ...(money ? { moneyPerRow: money } : {}),
  };
}

/** What a version answers with; undefined when it was deleted, or its files cannot be read: that is no reason to say nothing of the others. */
async function contentOf(ref: string, run: RunOptions): Promise<ModelContent | undefined> {
  try {
    return (await evidenceOf(await run.workspace.registry.resolve(ref), run)).content;
  } catch (error) {
    if (error instanceof MillwrightError) return undefined;
    throw error;
  }
}
