import { resolve } from 'node:path';
import { systemClock, type Clock, type Progress } from '../core/index.js';
import {
  anchorsOfFile,
  anchorsOfRows,
  checkData,
  counterfactualsOfFile,
  counterfactualsOfRows,
  deleteVersion,
  diffRecommenders,
  diffVersions,
  evaluateRecommenderFile,
  evaluateVersion,
  explainFile,
  explainRows,
  listModels,
  listRuns,
  listTrials,
  openRecommender,
  openWorkspace,
  predictFile,
  predictRows,
  promoteVersion,
  recommendFile,
  reportItemRows,
  reportItemsFile,
  rollbackAlias,
  train,
  trainRecommender,
  withdrawItems,
  writeReport,
  type AnchorFileOptions,
  type AnyModel,
  type Anchors,
  type Checked,
  type CounterfactualOptions,
  type Counterfactuals,
  type Diff,
  type RecommenderDiff,
  type Evaluated,
  type EvaluatedRecommender,
  type Explained,
  type ExplainOptions,
  type ItemReport,
  type ListedModel,
  type ListedRun,
  type ListedStudy,
  type Model,
  type OpenRecommender,
  type PredictedFile,
  type PredictedRow,
  type Promoted,
  type RecommendedFile,
  type RecommenderModel,
  type ReportedItems,
  type ReportedItemsFile,
  type RunOptions,
  type Trained,
  type TrainedRecommender,
  type WrittenReport,
} from '../model/index.js';
import type { ListsReport, MonitorReport, Retrained, RetrainedRecommender } from '../monitor/index.js';
import type { Serving } from '../serve/index.js';
import { nameOf, type ItemReportsFor, type ModelRef, type RowsFor } from './ref.js';
import { monitorProject, monitorProjectLists, retrainProject, serveProject } from './served.js';
import type { MonitorSettings, RecommendSettings, ServeSettings, TrainSettings } from './settings.js';

/** Where a project lies and how its work runs. Everything has a default. */
export interface ProjectOptions {
  /** The project's folder: paths of sources are relative to it, and its state lies in `.millwright/` there. Default: the current folder. */
  readonly root?: string;
  /** A PostgreSQL URL for shared state. Default: `MILLWRIGHT_DATABASE_URL`, else SQLite in the project. */
  readonly databaseUrl?: string;
  /** Stops the work. */
  readonly signal?: AbortSignal;
  /** Told how far the work is. */
  readonly progress?: Progress;
  /** Told in words what is no error but worth knowing: columns that are ignored, rows that are left out. */
  readonly say?: (line: string) => void;
  /** Most threads of the data engine, and of a learner that fits. Default: what the machine offers; results do not depend on it. */
  readonly threads?: number;
  /** Memory of the work in MiB: rows beyond it stay on disk. Default: what the machine has. */
  readonly memoryMb?: number;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly clock?: Clock;
}

/** A project with its state open: what the command line does, as calls. Close it with `await using` or `close()`. */
export interface Project {
  readonly root: string;
  /** Runs the model's rules over its data and quarantines rows, without training. */
  check(model: AnyModel): Promise<Checked>;
  /** Fits the model, judges it on rows that it never saw, and registers a version. */
  train(model: Model, settings?: TrainSettings): Promise<Trained>;
  /** Compares methods of recommending, judges the best on what users did next, and registers a version. */
  train(model: RecommenderModel, settings?: RecommendSettings): Promise<TrainedRecommender>;
  /** A recommender, open: lists for any history, similar items, what goes together. Nothing is logged. */
  recommender(model: ModelRef): Promise<OpenRecommender>;
  /** Writes a list of `k` items (default 10) for every user of a file. */
  recommendFile(model: ModelRef, files: { readonly in: string; readonly out: string; readonly k?: number }): Promise<RecommendedFile>;
  /**
   * Reports new, changed and removed items of a recommender: durable when it resolves, and the same again changes nothing. What cannot be taken is `refused`, by its place
   * and why; the rest is taken. Servers know it within a second, as do whatever is opened and trained from then on; a recommender that is open stays as it is. Opens the
   * model each time: report many items at once.
   */
  reportItems<M extends ModelRef>(model: M, items: ItemReportsFor<M>): Promise<ReportedItems>;
  /** The same of the rows of a file, with the id and all or some columns of the table of items. */
  reportItemsFile(model: ModelRef, file: string): Promise<ReportedItemsFile>;
  /** Takes back all that was reported of a recommender's items, so that what its table says counts again; gives of how many. */
  withdrawItems(model: ModelRef): Promise<number>;
  /** Judges a version on a labelled file that it never saw. */
  evaluate(model: ModelRef, file: string): Promise<Evaluated>;
  /** Judges a recommender's lists by a file of what users did later. */
  evaluateLists(model: ModelRef, file: string): Promise<EvaluatedRecommender>;
  /** Scores rows in memory, in their order. */
  predict<M extends ModelRef>(model: M, rows: RowsFor<M>): Promise<readonly PredictedRow[]>;
  /** Scores a file into another: CSV, JSONL or Parquet by the ending of `out`. */
  predictFile(model: ModelRef, files: { readonly in: string; readonly out: string }): Promise<PredictedFile>;
  /** Exact additive contributions to the predictions of rows in memory, or of a file's. */
  explain<M extends ModelRef>(model: M, rows: RowsFor<M> | string, options?: ExplainOptions): Promise<Explained>;
  /** What would have to be different in rows in memory, or of a file, for another answer: the cheapest changes, each proven by the model's own answer. */
  counterfactuals<M extends ModelRef>(model: M, rows: RowsFor<M> | string, options?: CounterfactualOptions): Promise<Counterfactuals>;
  /** For each row in memory, or of a file, a short rule under which the model answers the same whatever the other columns are. */
  anchors<M extends ModelRef>(model: M, rows: RowsFor<M> | string, options?: AnchorFileOptions): Promise<Anchors>;
  /** Points an alias (default champion) at a version, if the gate lets it through. */
  promote(version: string, alias?: string, options?: { readonly force?: boolean }): Promise<Promoted>;
  /** Puts an alias (default champion) back to the version before. */
  rollback(model: ModelRef): Promise<Promoted>;
  /** Answers over REST with the champions until `close()` of what it gives; close that before the project. */
  serve(settings?: ServeSettings): Promise<Serving>;
  /** How a served version does: outcomes, estimates, drift, money, alerts. */
  monitor(model: ModelRef, settings?: MonitorSettings): Promise<MonitorReport>;
  /** How a served recommender does: what came of its lists, what users then did, drift, alerts. */
  monitorLists(model: ModelRef, settings?: Pick<MonitorSettings, 'since'>): Promise<ListsReport>;
  /** Trains a champion's model again, in this process, and lets the new version take its place if its data and the gate allow it. */
  retrain(model: Model): Promise<Retrained>;
  /** The same of a recommender: on its files, and on what the server took since. */
  retrain(model: RecommenderModel): Promise<RetrainedRecommender>;
  /** Compares two versions. */
  diff(a: string, b: string): Promise<Diff>;
  /** Compares two versions of recommenders: for the same users, and by the lists that they are given. */
  diffLists(a: string, b: string): Promise<RecommenderDiff>;
  /** Writes one HTML page that explains a version to people who decide. */
  report(model: ModelRef, out?: string): Promise<WrittenReport>;
  /** Every registered model with its versions and aliases. */
  models(): Promise<readonly ListedModel[]>;
  /** The trainings, newest first: of one model or of all, at most `limit` (default 100). */
  runs(only?: { readonly model?: string; readonly limit?: number }): Promise<readonly ListedRun[]>;
  /** The newest search for settings, of one model or of all, or the one whose id begins with `study`, with every trial. */
  trials(only?: { readonly model?: string; readonly study?: string }): Promise<ListedStudy>;
  /** Deletes `name@N` for good, unless an alias points at it. */
  delete(version: string): Promise<{ readonly model: string; readonly version: number }>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a project's state once for many calls; several processes may have it open. For a single call, `train(model)` and its
 * neighbours open and close it themselves.
 *
 * ```ts
 * import { model, openProject, rows, t } from 'millwright';
 *
 * const houses = rows([{ rooms: 3, price: 200 }], { rooms: t.int(), price: t.number() });
 * const price = model('price', houses.target('price').features((c) => ({ rooms: c.rooms })));
 *
 * await using project = await openProject({ root: 'houses' });
 * const { version } = await project.train(price);
 * await project.promote(`price@${version}`);
 * const [{ prediction }] = await project.predict(price, [{ rooms: 4 }]);
 * console.log(prediction);
 * ```
 */
export async function openProject(options: ProjectOptions = {}): Promise<Project> {
  const run = await runOf(options);
  const at = (file: string): string => resolve(run.workspace.root, file);
  return Object.freeze({
    root: run.workspace.root,
    check: (model) => checkData(model, run),
    train: ((model: AnyModel, settings: TrainSettings = {}) =>
      model.kind === 'millwright-model'
        ? train(model, { ...run, ...settings })
        : trainRecommender(model, { ...run, ...settings })) as Project['train'],
    recommender: (model) => openRecommender(nameOf(model), run),
    recommendFile: (model, files) =>
      recommendFile(nameOf(model), { ...files, in: at(files.in), out: at(files.out), k: files.k ?? 10 }, run),
    reportItems: (model, items) => reportItemRows(nameOf(model), items as readonly ItemReport[], run),
    reportItemsFile: (model, file) => reportItemsFile(nameOf(model), at(file), run),
    withdrawItems: (model) => withdrawItems(nameOf(model), run),
    evaluate: (model, file) => evaluateVersion(nameOf(model), at(file), run),
    evaluateLists: (model, file) => evaluateRecommenderFile(nameOf(model), at(file), run),
    predict: async (model, rows) => (await predictRows(nameOf(model), rows as readonly Readonly<Record<string, unknown>>[], run)).rows,
    predictFile: (model, files) => predictFile(nameOf(model), { in: at(files.in), out: at(files.out) }, run),
    explain: (model, rows, options = {}) =>
      typeof rows === 'string'
        ? explainFile(nameOf(model), at(rows), run, options)
        : explainRows(nameOf(model), rows as readonly Readonly<Record<string, unknown>>[], run, options),
    counterfactuals: (model, rows, options = {}) =>
      typeof rows === 'string'
        ? counterfactualsOfFile(nameOf(model), at(rows), options, run)
        : counterfactualsOfRows(nameOf(model), rows as readonly Readonly<Record<string, unknown>>[], options, run),
    anchors: (model, rows, { among, ...options } = {}) => {
      const all = { ...options, ...(among === undefined ? {} : { among: at(among) }) };
      return typeof rows === 'string'
        ? anchorsOfFile(nameOf(model), at(rows), all, run)
        : anchorsOfRows(nameOf(model), rows as readonly Readonly<Record<string, unknown>>[], all, run);
    },
    promote: (version, alias = 'champion', { force = false } = {}) => promoteVersion(version, alias, { force }, run),
    rollback: (model) => rollbackAlias(nameOf(model), run),
    serve: (settings = {}) => serveProject(run, { ...settings, databaseUrl: databaseUrlOf(options) }),
    monitor: (model, settings = {}) => monitorProject(model, settings, run),
    monitorLists: (model, settings = {}) => monitorProjectLists(model, settings, run),
    retrain: ((model: AnyModel) => retrainProject(model, run)) as Project['retrain'],
    diff: (a, b) => diffVersions(a, b, run),
    diffLists: (a, b) => diffRecommenders(a, b, run),
    report: (model, out) => writeReport(nameOf(model), out === undefined ? undefined : at(out), run),
    models: () => listModels(run),
    runs: (only) => listRuns(run, only),
    trials: (only) => listTrials(run, only),
    delete: (version) => deleteVersion(version, run),
    close: () => run.workspace.close(),
    [Symbol.asyncDispose]: () => run.workspace.close(),
  } satisfies Project);
}

async function runOf(options: ProjectOptions): Promise<RunOptions> {
  const { clock = systemClock, threads, memoryMb } = options;
  const databaseUrl = databaseUrlOf(options);
  return {
    workspace: await openWorkspace({ root: resolve(options.root ?? '.'), clock, ...(databaseUrl === undefined ? {} : { databaseUrl }) }),
    signal: options.signal ?? new AbortController().signal,
    clock,
    progress: options.progress ?? (() => {}),
    say: options.say ?? (() => {}),
    ...(threads === undefined ? {} : { threads }),
    ...(memoryMb === undefined ? {} : { memoryMb }),
  };
}

/** Absent or empty: SQLite in the project. */
const databaseUrlOf = (options: ProjectOptions): string | undefined =>
  (options.databaseUrl ?? process.env['MILLWRIGHT_DATABASE_URL']) || undefined;
