export { barChart, histogramLine, sparkline, type Bar } from './chart.js';
export { paint, wantsColour, type Paint } from './colour.js';
export { progressLine, type ProgressLine } from './progress.js';
export { textTable, type TableColumn } from './table.js';
export { cutText, padText, printable, textWidth } from './width.js';
