import { mwError } from '../../core/index.js';
import { rowSource, selectSql } from '../../expr/index.js';
import type { RunOptions } from '../run.js';
import { openAnyModel } from './open-model.js';

const DIALECTS = ['duckdb'] as const;

/** The fitted features as text to read or run elsewhere: SQL over a table `rows`, or the JavaScript that serves one row. */
export async function featuresSource(
  ref: string,
  as: { readonly dialect: string; readonly js: boolean },
  run: RunOptions,
): Promise<string> {
  const { content } = await openAnyModel(ref, run);
  const outputs = content.features.map(({ name, node }) => ({ name, node }));
  if (as.js) return rowSource(outputs);
  if (!DIALECTS.includes(as.dialect as 'duckdb')) throw mwError('MW_MODEL_DIALECT', { dialect: as.dialect, known: DIALECTS });
  return selectSql({ outputs, from: '"rows"', keep: content.ids });
}
