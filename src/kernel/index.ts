export { scanCsv } from './scan-csv.js';
export { ANYTHING, isPlain, type CsvFindings, type CsvMarks, type CsvScan } from './csv-findings.js';
export { leafSums, lineWords, type LeafMasks, type LeafSums, type MaskColumn } from './leaf-masks.js';
