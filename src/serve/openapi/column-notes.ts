import type { AnyTask } from '../../core/index.js';
import type { Column } from '../../data/index.js';
import type { ModelContent, OpenModel } from '../../model/index.js';
import { exampleRows } from './example-row.js';
import { knownLevels } from './known-levels.js';
import { rowColumnsOf, type ColumnNotes } from './row-schema.js';
import type { SeenRanges } from './seen-ranges.js';

/** The keyword under which a column's schema lists the levels that the model knows; any other text is allowed beside them. */
export const KNOWN_LEVELS = 'x-known-levels';

/** Values that the docs list of one column, and levels that they name: so many, and none that is longer. */
const MOST = { shown: 10, levels: 200, characters: 80 } as const;

/**
 * Words and values per column: what the project says of it, its unit, the range or the levels that the model has seen, and real values.
 * `ranges` are those of the training rows, where they are known.
 */
export function columnNotes(open: Pick<OpenModel<AnyTask>, 'golden' | 'content'>, ranges: SeenRanges = {}): ColumnNotes {
  const { content } = open;
  const levels = knownLevels(content);
  const rows = exampleRows(open);
  return Object.fromEntries(
    Object.entries(rowColumnsOf(content)).map(([name, column]) => {
      const seen = [...new Set(rows.map((row) => row[name]).filter((cell) => cell !== null && cell !== undefined))];
      const known = levels.get(name);
      const examples = (known ?? seen).slice(0, MOST.shown);
      const description = words(name, column, content, known, ranges[name]);
      return [
        name,
        {
          ...(description === '' ? {} : { description }),
          ...(examples.length > 0 ? { examples } : {}),
          ...(known ? { [KNOWN_LEVELS]: known.filter((level) => level.length <= MOST.characters).slice(0, MOST.levels) } : {}),
        },
      ];
    }),
  );
}

function words(
  name: string,
  { kind, spec }: Column,
  content: ModelContent<AnyTask>,
  levels: readonly string[] | undefined,
  range: SeenRanges[string] | undefined,
): string {
  const format = spec.format ?? (kind === 'timestamp' ? 'ISO 8601; without a zone it is UTC' : kind === 'date' ? 'ISO 8601' : undefined);
  return [
    spec.description,
    spec.unit === undefined ? undefined : `In ${spec.unit}.`,
    format === undefined ? undefined : `Written ${format}.`,
    range && `Seen in training: ${range.min} to ${range.max}.`,
    levels && `${levels.length} known ${levels.length === 1 ? 'level' : 'levels'}; others are answered as unseen.`,
    content.inputs.includes(name)
      ? undefined
      : content.ids.includes(name)
        ? 'Names the row; not read by the model.'
        : 'Not read by this model.',
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
