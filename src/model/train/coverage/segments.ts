import { LEAST_SEGMENT_ROWS } from '../../../evaluate/index.js';
import { duckdb, typeOf, type Node } from '../../../expr/index.js';
import { encodeRelation, levelCounts } from '../../../features/index.js';
import { segmentCodes, segmentRule, type SegmentRule } from '../../coverage/index.js';
import type { Prepared } from '../prepare.js';

/** Which segments are told apart, and the segment of each row of the table (−1 for none). */
export interface Segments {
  readonly rule: SegmentRule;
  readonly codes: Int32Array;
}

/** Most segments that are told apart, those of the most rows. */
const MOST_SEGMENTS = 1000;

/** The levels of a text that are frequent enough to have a threshold of their own, or the two sides of a yes/no. */
export async function segmentsOf({ engine, relation }: Prepared, by: Node): Promise<Segments> {
  const rule = segmentRule(by, typeOf(by) === 'text' ? await frequentLevels(engine, relation, by) : []);
  return { rule, codes: segmentCodes(await encodeRelation(engine, relation, [rule.feature], 'serving')) };
}

async function frequentLevels(engine: Prepared['engine'], relation: string, by: Node): Promise<readonly string[]> {
  const [{ values, rows }] = await levelCounts(engine, duckdb.ident(relation), [by]);
  return values
    .map((name, i) => ({ name, rows: rows[i] }))
    .filter((level) => level.rows >= LEAST_SEGMENT_ROWS)
    .toSorted((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SEGMENTS)
    .map(({ name }) => name);
}
