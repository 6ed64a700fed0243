import type { Json } from '../../core/index.js';
import { SKETCH_LIMITS, type LevelSketch, type NumberSketch, type SkippedSketch } from './reference-sketch.js';

/** A column as it stands in the head: of a sample its length. */
export type SketchHead = (Omit<NumberSketch, 'sample'> & { readonly sample: number }) | LevelSketch | SkippedSketch;

/** The head of a sketch's file. */
export interface SketchHeads {
  readonly columns: readonly (SketchHead & { readonly name: string })[];
  readonly prediction: Exclude<SketchHead, SkippedSketch>;
}

type Fields = Readonly<Record<string, Json | undefined>>;
type Check = (value: Json | undefined) => boolean;

const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string';
const isNumberOrNull: Check = (value) => value === null || typeof value === 'number';
const isUnit: Check = (value) => value === undefined || isText(value);
const listOf =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every((item) => check(item as Json));

const KINDS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  number: {
    rows: isCount,
    nulls: isCount,
    mean: isNumberOrNull,
    std: isNumberOrNull,
    min: isNumberOrNull,
    max: isNumberOrNull,
    unit: isUnit,
    sample: (value) => isCount(value) && (value as number) <= SKETCH_LIMITS.values,
  },
  level: {
    rows: isCount,
    nulls: isCount,
    levels: listOf(isText, SKETCH_LIMITS.levels),
    counts: listOf(isCount, SKETCH_LIMITS.levels),
    other: isCount,
    once: isCount,
  },
  skipped: { reason: isText },
};

/** The head, checked field by field. Throws what `refused` makes of the first fault. */
export function headFrom(json: Json, refused: (reason: string) => Error): SketchHeads {
  const { format, columns, prediction, ...rest } = fieldsOf(json, refused);
  if (format !== 1 || Object.keys(rest).length > 0 || !Array.isArray(columns)) throw refused('its head is not of a known form');
  const named = columns.map((column: Json) => {
    const { name, ...sketch } = fieldsOf(column, refused);
    if (typeof name !== 'string') throw refused('a column has no name');
    return { name, ...sketchHead(sketch, refused) };
  });
  if (new Set(named.map(({ name }) => name)).size !== named.length) throw refused('two columns have one name');
  const answers = sketchHead(fieldsOf(prediction, refused), refused);
  if (answers.kind === 'skipped') throw refused('it has no predictions');
  return { columns: named, prediction: answers };
}

function sketchHead(fields: Fields, refused: (reason: string) => Error): SketchHead {
  const { kind, ...rest } = fields;
  const checks = typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!checks) throw refused('a column is of no known kind');
  const odd = [
    ...Object.keys(checks).filter((key) => !checks[key](rest[key])),
    ...Object.keys(rest).filter((key) => !Object.hasOwn(checks, key)),
  ];
  if (odd.length > 0) throw refused(`a column's "${odd[0]}" is not what it should be`);
  const head = fields as unknown as SketchHead;
  if (!addsUp(head)) throw refused('the counts of a column do not add up');
  return head;
}

function addsUp(head: SketchHead): boolean {
  if (head.kind === 'skipped') return true;
  const values = head.rows - head.nulls;
  if (head.kind === 'number') return head.sample <= values;
  const { levels, counts, other, once } = head;
  const listed = counts.reduce((sum, n) => sum + n, 0);
  return levels.length === counts.length && new Set(levels).size === levels.length && listed + other === values && once <= values;
}

function fieldsOf(json: Json | undefined, refused: (reason: string) => Error): Fields {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw refused('its head is not of a known form');
  return json as Fields;
}
