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

type MetricFigure = keyof typeof metricFigures;

/** The name of one figure that an alert rule may read. */
export type FigureName = MetricFigure | `estimated_${MetricFigure}` | keyof typeof servingFigures;

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
});

/** Whether a text is the name of a figure. */
export const isFigure = (name: string): name is FigureName => Object.hasOwn(figureDocs, name);
