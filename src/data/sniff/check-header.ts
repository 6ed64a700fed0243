import { mwError } from '../../core/index.js';
import { KEPT_NAME } from '../schema-json.js';

/** Throws `MW_DATA_HEADER_CASE` or `MW_DATA_HEADER_KEPT` for names that no schema may have together. */
export function checkHeader(file: string, names: readonly string[]): void {
  for (const [, same] of Map.groupBy(names, (name) => name.toLowerCase()))
    if (same.length > 1) throw mwError('MW_DATA_HEADER_CASE', { file, names: same }, { where: file });
  const kept = names.find((name) => name.toLowerCase() === KEPT_NAME || name === '__proto__');
  if (kept !== undefined) throw mwError('MW_DATA_HEADER_KEPT', { file, name: kept }, { where: file });
}
