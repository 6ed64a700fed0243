export { accumulatedCharts } from './accumulated-charts.js';
export { barChart, type BarChart, type BarRow } from './bar-chart.js';
export { coverageChart, fallsShort, type CoverageRow } from './coverage-chart.js';
export { dependenceChart, type DependenceChart, type DependenceCurve } from './dependence-chart.js';
export { gainsChart, shiftsChart, type NamedGain } from './diff-charts.js';
export { calibrationChart, confusionChart, scoresChart } from './class-charts.js';
export { treatmentChart } from './fairness-chart.js';
export { oddnessChart, segmentsChart } from './found-charts.js';
export {
  dependenceCharts,
  importanceChart,
  leaderboardChart,
  bestSoFarChart,
  slicesChart,
  tradeOffChart,
  type BetterTrial,
  type TradeOff,
} from './model-charts.js';
export { exposureChart, listLengthsChart, listSegmentsChart, methodsChart } from './list-charts.js';
export { learningCurveChart } from './outlook-chart.js';
export { payoffChart, policiesChart, sensitivityChart } from './money-charts.js';
export { gainChart, liftChart, precisionRecallChart, rocChart } from './ranking-charts.js';
export { errorsChart, residualsChart } from './residual-charts.js';
export { figureFormatter, formatter, type NumberStyle } from './format.js';
export type { Axis, ChartHead } from './frame.js';
export { groupWords, heatChart, type HeatChart, type ReadNumber } from './heat-chart.js';
export { histogramChart, type HistogramChart } from './histogram-chart.js';
export { lineChart, type LineChart, type LineSeries, type MarkedPoint } from './line-chart.js';
export { reliabilityChart, type ReliabilityChart } from './reliability-chart.js';
export { scatterChart, type ScatterChart } from './scatter-chart.js';
export { pairChart, termsChart } from './shape-charts.js';
export type { Svg } from './svg.js';
export { tableChart, type TableChart } from './table-chart.js';
export { qiniChart, upliftGroupsChart } from './uplift-charts.js';
export { niceDomain, niceTicks, type Ticks } from './ticks.js';
export { paint, type Tone } from './tones.js';
