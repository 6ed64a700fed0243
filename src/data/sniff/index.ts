export { newFileSource } from './new-file.js';
export { specOf } from './spec.js';
export { columnNamed } from './roles.js';
export { sniffFile, sniffTexts, type SniffedTexts } from './sniff.js';
export {
  type ColumnRole,
  type CsvDialect,
  type FileFormat,
  type Sniffed,
  type SniffedColumn,
  type SniffedKind,
  type SniffedTask,
  type SniffOptions,
} from './types.js';
