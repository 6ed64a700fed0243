import type { ColumnSpec } from '../column-spec.js';

/** At most twenty bins of one width, one per value for few whole numbers: `counts[i]` cells lie from `edges[i]` up to, not including, `edges[i + 1]`; the last bin holds its upper edge too. */
export interface Histogram {
  /** Numbers; of times milliseconds since 1970 UTC. One more than `counts`. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** What profiles say of numbers. Nulls never count. */
export interface NumberProfile {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of the sample (divides by n − 1); null for one cell. */
  readonly std: number | null;
  /** Quantiles by name, `p50` the median; linear between the two nearest cells (Hyndman and Fan 1996, type 7). */
  readonly quantiles: Readonly<Record<'p01' | 'p05' | 'p25' | 'p50' | 'p75' | 'p95' | 'p99', number>>;
  readonly zeros: number;
  readonly negatives: number;
  /** Fisher's g1, the mean cubed distance from the mean in (population) standard deviations; null when all are equal. */
  readonly skew: number | null;
  /** Cells more than 1.5 interquartile ranges outside the quartiles (Tukey 1977). */
  readonly outliers: number;
  readonly histogram: Histogram;
}

/** What profiles say of times, in ISO 8601. */
export interface TimeProfile {
  readonly min: string;
  readonly max: string;
  readonly median: string;
  readonly histogram: Histogram;
}

/** What profiles say of texts, and of yes and no. */
export interface TextProfile {
  /** The most frequent texts, at most ten; of equally frequent ones the first by code points. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** Characters per cell. */
  readonly length: { readonly min: number; readonly mean: number; readonly max: number };
}

/** Statistics of one column. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnSpec['kind'];
  readonly unit?: string;
  /** Cells without a value. */
  readonly nulls: number;
  /** Cells that are not of the column's type. */
  readonly bad: number;
  readonly distinct: number;
  readonly numbers?: NumberProfile;
  readonly times?: TimeProfile;
  readonly texts?: TextProfile;
}

/** Statistics of every column of a table. */
export interface Profile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}
