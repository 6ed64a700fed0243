export { scanCsv } from './scan-csv.js';
export type { CsvFindings, CsvMarks, CsvScan } from './csv-findings.js';
