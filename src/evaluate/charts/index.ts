export { barChart, type BarChart, type BarRow } from './bar-chart.js';
export { dependenceChart, type DependenceChart } from './dependence-chart.js';
export {
  calibrationChart,
  confusionChart,
  dependenceCharts,
  errorsChart,
  gainChart,
  importanceChart,
  leaderboardChart,
  liftChart,
  payoffChart,
  policiesChart,
  precisionRecallChart,
  residualsChart,
  rocChart,
  scoresChart,
} from './evaluation-charts.js';
export { figureFormatter, formatter, type NumberStyle } from './format.js';
export type { Axis, ChartHead } from './frame.js';
export { histogramChart, type HistogramChart } from './histogram-chart.js';
export { lineChart, type LineChart, type LineSeries, type MarkedPoint } from './line-chart.js';
export { reliabilityChart, type ReliabilityChart } from './reliability-chart.js';
export { scatterChart, type ScatterChart } from './scatter-chart.js';
export type { Svg } from './svg.js';
export { tableChart, type TableChart } from './table-chart.js';
export { niceDomain, niceTicks, type Ticks } from './ticks.js';
export { paint, type Tone } from './tones.js';
