import type { Columns } from '../../expr/index.js';

/** Metrics as realised on the outcomes that have come in, under their own names; each has an estimated twin, `estimated_auc`. */
const metricFigures = {
  auc: 'Realised AUC (binary).',
  auc_ovr: 'Realised AUC, one class against the rest (multiclass).',
  average_precision: 'Realised average precision (binary).',
  log_loss: 'Realised log loss.',
  brier: 'Realised Brier score (binary).',
  accuracy: 'Realised accuracy.',
  balanced_accuracy: 'Realised balanced accuracy.',
  precision: 'Realised precision (binary).',
  recall: 'Realised recall (binary).',
  f1: 'Realised F1.',
  mcc: "Realised Matthews' correlation.",
  ece: 'Realised expected calibration error (binary).',
  rmse: 'Realised root mean squared error.',
  mae: 'Realised mean absolute error.',
  median_absolute_error: 'Realised median absolute error.',
  r2: 'Realised R².',
  mape: 'Realised mean absolute percentage error.',
  rmsle: 'Realised root mean squared logarithmic error.',
  poisson_deviance: 'Realised Poisson deviance.',
} as const;

/** Everything else that a monitored version has a figure of. */
const servingFigures = {
  predictions: 'Rows answered in the window.',
  outcomes: 'Outcomes known of rows of the window.',
  driftCount: 'Columns, the prediction among them, of which at least one statistic is in alarm.',
  driftAlarms: 'Statistics in alarm.',
  nullRate: 'Greatest share of missing values of any input, 0 to 1.',
  unseenRate: 'Greatest share of values of any category that training never saw, 0 to 1.',
  anomalyRate: 'Share of rows odder than 99 of 100 rows of training would be if columns were independent, 0 to 1.',
  violationRate: 'Share of rows that break a rule or the schema, 0 to 1.',
  freshnessHours: 'Hours since the newest prediction.',
  volume: 'Rows of the window per day.',
  latencyP99Ms: '99th percentile of the time to answer, in milliseconds.',
  droppedRows: 'Rows that the prediction log lost.',
  skewedRows: 'Served rows of the recomputed sample for which the batch path answers otherwise.',
  money: 'What deciding by the model earned in the window, in the currency of the payoff.',
  moneyPerRow: 'The same per row with an outcome.',
} as const;

/** Figures of a recommender's lists. */
const listFigures = {
  lists: 'Lists of the window.',
  fallbackShare: 'Share of the lists that are no personal ones: of strangers, and where nothing passed the filter, 0 to 1.',
  emptyShare: 'Share of the lists that hold nothing, 0 to 1.',
  shortShare: 'Share of the lists with fewer items than were asked for, 0 to 1.',
  clickRate: 'Share of the lists that an event names, 0 to 1.',
  purchaseRate: 'Share of the lists that a purchase names, 0 to 1.',
  revenuePerList: 'Price times quantity of the purchases that name a list, less what came back, per list.',
  listNdcg: 'ndcg@10 of the served lists on what users did after them.',
  listRecall: 'recall@10 of the served lists on what users did after them.',
  listGain: 'How much of ndcg@10 that is more than the most popular items would have had.',
  coverage: 'Share of the catalogue that stands on any list, 0 to 1.',
  gini: 'How unevenly items share the places of the lists, 0 (all alike) to 1.',
  unknownItemShare: 'Share of events with items that the version does not know, 0 to 1.',
  ageDays: 'Days since the version was trained.',
  newEvents: 'Events since the newest that the version learned from.',
} as const;

type MetricFigure = keyof typeof metricFigures;

/** The name of one figure that an alert rule may read. */
export type FigureName = MetricFigure | `estimated_${MetricFigure}` | keyof typeof servingFigures | keyof typeof listFigures;

/** The figures of one evaluation; what is absent or null is not known. */
export type Figures = Readonly<Partial<Record<FigureName, number | null>>>;

/** The figures as columns of an alert rule: `(m) => ({ 'AUC fell': m.auc.lt(0.75) })`. */
export type FigureColumns = Columns<Readonly<Record<FigureName, 'number'>>>;

/** What each figure means, by name: the whole fixed set that alert rules may read. */
export const figureDocs: Readonly<Record<FigureName, string>> = Object.freeze({
  ...metricFigures,
  ...(Object.fromEntries(
    Object.entries(metricFigures).map(([name, doc]) => [`estimated_${name}`, `${doc.replace('Realised', 'Estimated')} Without labels.`]),
  ) as Record<`estimated_${MetricFigure}`, string>),
  ...servingFigures,
  ...listFigures,
});

/** Whether a text is the name of a figure. */
export const isFigure = (name: string): name is FigureName => Object.hasOwn(figureDocs, name);
