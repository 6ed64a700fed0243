import { given } from '../core/index.js';
import type { Typed } from '../expr/index.js';
import type {
  AnchorFileOptions,
  Anchors,
  AnyModel,
  Checked,
  CounterfactualOptions,
  Counterfactuals,
  Evaluated,
  EvaluatedRecommender,
  Explained,
  ExplainOptions,
  Model,
  PredictedFile,
  PredictedRow,
  Promoted,
  Recommendation,
  RecommenderModel,
  Taken,
  Trained,
  TrainedRecommender,
  WrittenReport,
} from '../model/index.js';
import type { MonitorReport, Retrained, RetrainedRecommender } from '../monitor/index.js';
import type { Serving } from '../serve/index.js';
import { openProject, type Project, type ProjectOptions } from './project.js';
import type { ModelRef, RowsFor } from './ref.js';
import type { MonitorSettings, RecommendSettings, ServeSettings, TrainSettings } from './settings.js';

async function within<V>(options: ProjectOptions, work: (project: Project) => Promise<V>): Promise<V> {
  await using project = await openProject(options);
  return await work(project);
}

/**
 * Trains a model and registers it as a new version of the project in the current folder (or in `root`). Without a learner,
 * linear and gbdt are compared by cross-validation; `tuning` searches for learner and settings: `{ trials: 50, maxLatencyMs: 1 }`. The figures are of rows that no fit saw, beside a model that knows nothing.
 * The same data, settings and seed give the same digest, for any number of threads.
 *
 * ```ts
 * import { csv, model, t, train } from 'millwright';
 *
 * const houses = csv('houses.csv', { rooms: t.int(), price: t.number({ unit: 'USD' }) });
 * const price = model('price', houses.target('price').features((c) => ({ rooms: c.rooms })));
 *
 * const { version, metrics, baseline } = await train(price, { learner: 'gbdt', params: { trees: 300 } });
 * console.log(version, metrics['mae'], baseline['mae']);
 * ```
 */
export function train(model: Model, options?: ProjectOptions & TrainSettings): Promise<Trained>;
/**
 * Trains a recommender and registers it as a new version. Without a method several are compared by what users did next; the figures are of events that no fit
 * saw, beside what most users take.
 *
 * ```ts
 * import { csv, recommender, t, train } from 'millwright';
 *
 * const events = csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() });
 * const { learner, metrics, baseline } = await train(recommender('shop', { events, user: 'user', item: 'item', time: 'at' }));
 * console.log(learner, metrics['ndcg@10'], baseline['ndcg@10']);
 * ```
 */
export function train(model: RecommenderModel, options?: ProjectOptions & RecommendSettings): Promise<TrainedRecommender>;
export function train(model: AnyModel, options: ProjectOptions & TrainSettings = {}): Promise<Trained | TrainedRecommender> {
  const { learner, params, metric, seed, calibration, coverage, learningCurve, tuning, stop, ...project } = options;
  if (model.kind === 'millwright-recommender')
    return within(project, (p) => p.train(model, given({ learner, params, metric, seed, tuning, stop })));
  return within(project, (p) =>
    p.train(model, given({ learner, params, metric, seed, calibration, coverage, learningCurve, tuning, stop })),
  );
}

/**
 * Lists of items for users: of what training knew that they did, or of a history of your own. For many calls open the project, and its recommender, once.
 *
 * ```ts
 * import { recommend } from 'millwright';
 *
 * const [list] = await recommend('shop', [{ history: ['tea', 'cup'] }], { k: 5, reasons: 1 });
 * console.log(list.items[0].item, list.items[0].reasons?.[0].text);
 * ```
 */
export const recommend = (
  model: ModelRef,
  users: readonly (string | number | { readonly user?: string | number; readonly history: readonly (string | number | Taken)[] })[],
  options: ProjectOptions & { readonly k?: number; readonly reasons?: number; readonly filter?: Typed<'bool'> } = {},
): Promise<readonly Recommendation[]> => {
  const { k = 10, reasons, filter, ...project } = options;
  return within(project, async (p) => {
    const open = await p.recommender(model);
    return users.map((one) => {
      const { user, history } = typeof one === 'object' ? one : { user: one, history: open.historyOf(String(one)) };
      const taken = history.map((item) => (typeof item === 'object' ? item : { item: String(item) }));
      return open.recommend({
        history: taken,
        k,
        ...given({ user: user === undefined ? undefined : String(user), reasons, filter: filter?.node }),
      });
    });
  });
};

/**
 * Reads, types and checks a model's data without training. Bad rows go to a quarantine file with their key, rule and reason.
 *
 * ```ts
 * import { check, csv, model, t } from 'millwright';
 *
 * const houses = csv('houses.csv', { rooms: t.int(), price: t.number() }).check((c) => ({ 'has rooms': c.rooms.gt(0) }));
 * const { passed, rules } = await check(model('price', houses.target('price').features((c) => ({ rooms: c.rooms }))));
 * console.log(passed, rules);
 * ```
 */
export const check = (model: AnyModel, options: ProjectOptions = {}): Promise<Checked> => within(options, (p) => p.check(model));

/**
 * Judges a version on a labelled file that it never saw: metrics with intervals, and money where acting has a price.
 *
 * ```ts
 * import { evaluate } from 'millwright';
 *
 * const { metrics } = await evaluate('price@2', 'houses-july.csv');
 * console.log(metrics['mae']);
 * ```
 */
export const evaluate = (model: ModelRef, file: string, options: ProjectOptions = {}): Promise<Evaluated> =>
  within(options, (p) => p.evaluate(model, file));

/**
 * Judges a recommender's lists by a file of what users did later, with the events' columns of user and item.
 *
 * ```ts
 * import { evaluateLists } from 'millwright';
 *
 * const { metrics, baseline } = await evaluateLists('shop', 'events-august.csv');
 * console.log(metrics['ndcg@10'], baseline['ndcg@10']);
 * ```
 */
export const evaluateLists = (model: ModelRef, file: string, options: ProjectOptions = {}): Promise<EvaluatedRecommender> =>
  within(options, (p) => p.evaluateLists(model, file));

/**
 * Scores rows in memory, in their order: the id columns, `prediction`, and what a file of scores would have beside it.
 *
 * ```ts
 * import { predict } from 'millwright';
 *
 * const [{ prediction }] = await predict('price', [{ rooms: 4 }]);
 * console.log(prediction);
 * ```
 */
export const predict = <M extends ModelRef>(model: M, rows: RowsFor<M>, options: ProjectOptions = {}): Promise<readonly PredictedRow[]> =>
  within(options, (p) => p.predict(model, rows));

/**
 * Scores a file into another: CSV, JSONL or Parquet by the ending of `out`. Memory does not grow with the file.
 *
 * ```ts
 * import { predictFile } from 'millwright';
 *
 * const { rows } = await predictFile('price@champion', { in: 'houses.csv', out: 'scores.parquet' });
 * console.log(rows);
 * ```
 */
export const predictFile = (
  model: ModelRef,
  files: { readonly in: string; readonly out: string },
  options: ProjectOptions = {},
): Promise<PredictedFile> => within(options, (p) => p.predictFile(model, files));

/**
 * Exact additive contributions to the predictions of rows in memory, or of a file's: base + effects = the prediction
 * (for a binary task the log-odds of `probability`). With `against: 'price@2'` each row also says, feature by feature, why that version
 * answers differently; with `interactions: true` which features act together.
 *
 * ```ts
 * import { explain } from 'millwright';
 *
 * const { rows } = await explain('price', [{ rooms: 4 }]);
 * console.log(rows[0].base, rows[0].contributions);
 * ```
 */
export const explain = <M extends ModelRef>(
  model: M,
  rows: RowsFor<M> | string,
  options: ProjectOptions & ExplainOptions = {},
): Promise<Explained> => {
  const { against, interactions, ...project } = options;
  return within(project, (p) => p.explain(model, rows, given({ against, interactions })));
};

/**
 * What would have to be different in each row for another answer (by default the other decision or label): at most three ways, the cheapest first,
 * that keep what the schema's `annotate` and the rules say, each scored again to prove it. Any learner; some tenths of a second a row.
 *
 * ```ts
 * import { counterfactuals } from 'millwright';
 *
 * const { rows } = await counterfactuals('price', [{ rooms: 4 }], { want: '>=300', keep: ['size'] });
 * for (const { changes, cost, prediction, text } of rows[0].counterfactuals) console.log(changes, cost, prediction, text);
 * ```
 */
export const counterfactuals = <M extends ModelRef>(
  model: M,
  rows: RowsFor<M> | string,
  options: ProjectOptions & CounterfactualOptions = {},
): Promise<Counterfactuals> => {
  const { want, change, keep, most, mostChanges, evaluations, ...project } = options;
  return within(project, (p) => p.counterfactuals(model, rows, given({ want, change, keep, most, mostChanges, evaluations })));
};

/**
 * For each row a short rule under which the model answers the same whatever the other columns are (M. T. Ribeiro and others, 2018), with how often it does and how many
 * rows the rule is about. Numbers need `within`: how near counts as the same. Any learner; some tenths of a second a row.
 *
 * ```ts
 * import { anchors } from 'millwright';
 *
 * const { rows } = await anchors('price', [{ rooms: 4 }], { within: 20, among: 'houses.csv' });
 * for (const { conditions, precision, coverage, text } of rows) console.log(conditions, precision.low, coverage.value, text);
 * ```
 */
export const anchors = <M extends ModelRef>(
  model: M,
  rows: RowsFor<M> | string,
  options: ProjectOptions & AnchorFileOptions = {},
): Promise<Anchors> => {
  const { precision, within: near, mostConditions, evaluations, seed, among, ...project } = options;
  return within(project, (p) => p.anchors(model, rows, given({ precision, within: near, mostConditions, evaluations, seed, among })));
};

/**
 * Points an alias (default champion) at a version, if the gate lets it through; `moved` says whether it did, `gate` why.
 *
 * ```ts
 * import { promote } from 'millwright';
 *
 * const { moved, gate } = await promote('price@2');
 * if (!moved) console.log(gate.reasons.join('\n'));
 * ```
 */
export const promote = (
  version: string,
  alias = 'champion',
  options: ProjectOptions & { readonly force?: boolean } = {},
): Promise<Promoted> => {
  const { force = false, ...project } = options;
  return within(project, (p) => p.promote(version, alias, { force }));
};

/**
 * Writes one HTML page that explains a version to people who decide (default: `reports/NAME-N.html` in the project).
 *
 * ```ts
 * import { report } from 'millwright';
 *
 * const { out } = await report('price');
 * console.log(out);
 * ```
 */
export const report = (model: ModelRef, out?: string, options: ProjectOptions = {}): Promise<WrittenReport> =>
  within(options, (p) => p.report(model, out));

/**
 * Answers over REST with the champion of every model of an open project, and follows the registry: what any process promotes answers
 * within 2 s. Close what it gives before the project. Throws `MW_SERVE_PORT` when the port is taken, `MW_SERVE_BIND` for an address that
 * other machines reach without TLS or a proxy.
 *
 * ```ts
 * import { openProject, serve } from 'millwright';
 *
 * await using project = await openProject({ root: 'houses' });
 * const serving = await serve(project, { port: 8080 });
 * console.log(serving.url);
 * process.once('SIGTERM', () => serving.close());
 * ```
 */
export const serve = (project: Project, settings: ServeSettings = {}): Promise<Serving> => project.serve(settings);

/**
 * How a served version does: what it answered, what became true, what that earned, what is to be expected without outcomes, and what
 * changed in the data. With a definition, its alert rules are evaluated too.
 *
 * ```ts
 * import { monitor } from 'millwright';
 *
 * const { trust, drift, alerts } = await monitor('price', { since: '7d' });
 * console.log(trust.verdict, trust.reasons, drift.filter((one) => one.alarm), alerts);
 * ```
 */
export const monitor = (model: ModelRef, options: ProjectOptions & MonitorSettings = {}): Promise<MonitorReport> => {
  const { since, recompute, ...project } = options;
  return within(project, (p) => p.monitor(model, given({ since, recompute })));
};

/**
 * Trains a model again, in this process, and lets the new version take the champion's place if nothing speaks against its data and the gate
 * allows it; `promote.moved` says whether it did, `promote.gate` why. One retraining of a model at a time, over all processes: otherwise
 * `MW_MONITOR_RETRAIN_BUSY`.
 *
 * ```ts
 * import { csv, model, retrain, t } from 'millwright';
 *
 * const houses = csv('houses.csv', { rooms: t.int(), price: t.number() });
 * const { version, promote } = await retrain(model('price', houses.target('price').features((c) => ({ rooms: c.rooms }))));
 * console.log(version, promote.moved, promote.gate.reasons);
 * ```
 */
export function retrain(model: Model, options?: ProjectOptions): Promise<Retrained>;
/** The same of a recommender: on its files, and on what the server took since. */
export function retrain(model: RecommenderModel, options?: ProjectOptions): Promise<RetrainedRecommender>;
export function retrain(model: AnyModel, options: ProjectOptions = {}): Promise<Retrained | RetrainedRecommender> {
  return within<Retrained | RetrainedRecommender>(options, (p) =>
    model.kind === 'millwright-recommender' ? p.retrain(model) : p.retrain(model),
  );
}
