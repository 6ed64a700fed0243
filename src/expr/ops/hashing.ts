import { md5Prefix } from './md5.js';
import { op } from './op.js';
import { lowerAscii } from './text.js';

const whole = (n: number | null, low: number, high: number): boolean => n !== null && Number.isInteger(n) && n >= low && n <= high;

/** Runs of ASCII letters, digits and anything beyond ASCII. */
const word = /[0-9a-z\u0080-\uffff]+/g;
const wordSql = `'[0-9a-z\\x{80}-\\x{10ffff}]+'`;

function countGrams(text: string | null, unit: string, n: number, buckets: number): Float64Array {
  const counts = new Float64Array(buckets);
  if (text === null) return counts;
  const lower = lowerAscii(text);
  const items = unit === 'word' ? (lower.match(word) ?? []) : [...lower];
  const glue = unit === 'word' ? ' ' : '';
  for (let i = 0; i + n <= items.length; i++) counts[md5Prefix(items.slice(i, i + n).join(glue)) % buckets]++;
  return counts;
}

const bucketSql = (x: string, buckets: string): string => `CAST('0x' || substr(md5(${x}), 1, 8) AS UBIGINT) % ${Number(buckets)}`;

/** A list of every bucket's number beside the buckets that were hit has each bucket once too often, in the order of a sorted map. */
function gramsSql(x: string, unit: string, n: number, buckets: string): string {
  const lower = `translate(${x}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;
  const [items, glue] =
    unit === `'word'` ? [`regexp_extract_all(${lower}, ${wordSql})`, ' '] : [`regexp_extract_all(${lower}, '(?s).')`, ''];
  const gram = `array_to_string(list_slice(items, i, i + ${n - 1}), '${glue}')`;
  const hit = `list_transform([${items}], lambda items: list_transform(range(1, len(items) - ${n - 2}), lambda i: ${bucketSql(gram, buckets)}))[1]`;
  const all = `list_concat(CAST(range(${Number(buckets)}) AS UBIGINT[]), coalesce(${hit}, []))`;
  return `list_transform(map_values(list_aggregate(${all}, 'histogram')), lambda rows: CAST(rows AS DOUBLE) - 1e0)`;
}

/** Text spread over a fixed number of buckets. MD5, because DuckDB, Spark and PostgreSQL have it. */
export const hashing = {
  hashBucket: op({
    doc: 'A bucket 0 … buckets - 1 for the text: the first 32 bits of its MD5, modulo the number of buckets.',
    types: [{ args: ['text', '=number'], out: 'number' }],
    nulls: 'strict',
    js: (x: string, buckets: number) => md5Prefix(x) % buckets,
    refuses: (buckets: number | null) => (whole(buckets, 1, 2 ** 32) ? undefined : 'buckets must be a whole number from 1 to 2^32'),
    sql: { duckdb: (x, buckets) => `CAST(${bucketSql(x, buckets)} AS DOUBLE)` },
    cases: [
      [['abc', 4294967296], 0x90015098],
      [['', 1000], 0xd41d8cd9 % 1000],
      [['é', 1], 0],
      [[null, 10], null],
    ],
  }),
  ngrams: op({
    doc: 'Counts of hashed n-grams, one number per bucket. `unit` is `word` (runs of letters, digits and non-ASCII, joined by a blank) or `char` (code points); A–Z count as a–z. All 0 for null.',
    types: [{ args: ['text', '=text', '=number', '=number'], out: 'numbers' }],
    nulls: 'sees',
    total: true,
    js: countGrams,
    refuses: (unit: string | null, n: number | null, buckets: number | null) =>
      (unit === 'word' || unit === 'char') && whole(n, 1, 10) && whole(buckets, 1, 65_536)
        ? undefined
        : "the unit must be 'word' or 'char', n a whole number from 1 to 10, buckets one from 1 to 65,536",
    width: (_unit: string, _n: number, buckets: number) => buckets,
    sql: { duckdb: (x, unit, n, buckets) => gramsSql(x, unit, Number(n), buckets) },
    cases: [
      [['Red red, blue', 'word', 1, 1], [3]],
      [['a b c', 'word', 2, 1], [2]],
      [['😀é', 'char', 1, 1], [2]],
      [
        ['ab', 'char', 3, 2],
        [0, 0],
      ],
      [
        ['', 'char', 1, 2],
        [0, 0],
      ],
      [
        [null, 'word', 1, 3],
        [0, 0, 0],
      ],
    ],
  }),
} as const;
