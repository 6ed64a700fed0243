import { resolve } from 'node:path';
import type { Engine } from '../../data/index.js';
import { duckdb, literalNode } from '../../expr/index.js';
import { encodedSql, type FittedFeatures } from '../../features/index.js';
import { writeWhole } from './write-whole.js';

/** What stands in an encoded file beside the features, and how it is compressed. */
export interface EncodedFileOptions {
  /** Columns of the table to hand through, such as ids. */
  readonly keep?: readonly string[];
  /** Default `snappy`: fast; `zstd` is smaller. */
  readonly compression?: 'snappy' | 'zstd';
}

/**
 * Writes a table's rows, read through fitted features, as a Parquet file for use elsewhere: a column per feature under its name, yes/no as
 * booleans, a category as its code; null is missing. In the table's order, whole or not at all, and larger than memory if need be.
 * Throws `MW_MODEL_OUT` when the file cannot be written.
 */
export async function writeEncoded(
  engine: Engine,
  relation: string,
  features: FittedFeatures,
  file: string,
  { keep = [], compression = 'snappy' }: EncodedFileOptions = {},
): Promise<void> {
  const sql = encodedSql(relation, features, keep);
  await writeWhole(resolve(file), (part) =>
    engine.run(
      `COPY (${sql}) TO ${duckdb.literal(literalNode('text', part))} (FORMAT parquet, COMPRESSION ${compression}, WRITE_BLOOM_FILTER false)`,
    ),
  );
}
