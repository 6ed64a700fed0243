import type { SniffedColumn } from '../../data/index.js';
import { keyLiteral, memberOf } from './literal.js';

const FEW_LEVELS = 50;
const TEXT_BUCKETS = 64;

/** One line per feature. Each column gives one under its own name; days and moments give their parts besides. */
export function featureLines(columns: readonly SniffedColumn[]): string[] {
  const taken = new Set(columns.map((c) => c.name));
  return columns
    .filter(isLearned)
    .flatMap((column) => featuresOf(column, taken))
    .map(([name, expression]) => `${keyLiteral(name)}: ${expression},`);
}

/** Ids, groups and weights tell rows apart or weigh them; a model must not learn from them. */
export const isLearned = (column: SniffedColumn): boolean => column.role === 'feature' || column.role === 'time';

type Named = readonly [name: string, expression: string];

function featuresOf(column: SniffedColumn, taken: Set<string>): Named[] {
  const c = memberOf('c', column.name);
  const own = (expression: string): Named => [column.name, expression];
  switch (column.kind) {
    case 'category':
      return [own(`learn.category(${c}${(column.levels ?? 0) > FEW_LEVELS ? ', { max: 100, minRows: 5 }' : ''})`)];
    case 'text':
      return [own(`${c}.ngrams('word', 1, ${TEXT_BUCKETS})`)];
    case 'date':
    case 'timestamp':
      return timeFeatures(column, c).map(([part, expression]) => [
        part === '' ? column.name : freeName(`${column.name}_${part}`, taken),
        expression,
      ]);
    default:
      return [own(c)];
  }
}

/**
 * Its place in the calendar; beside it the day itself, but not of the column that orders the rows: new rows lie beyond every
 * day that training saw, where no model knows anything.
 */
function timeFeatures(column: SniffedColumn, c: string): Named[] {
  const [first, ...others] = timeParts(column).map((part): Named => [part, `${c}.${part}()`]);
  if (column.role === 'time') return [['', first[1]], ...others];
  return [['', `${c}.epochDays()`], first, ...others];
}

/** Months have no weekday, days no hour. */
function timeParts({ kind, format }: SniffedColumn): string[] {
  const monthly = format !== undefined && !format.includes('%d');
  return ['month', ...(monthly ? [] : ['dayOfWeek']), ...(kind === 'timestamp' ? ['hour'] : [])];
}

function freeName(name: string, taken: Set<string>): string {
  const free = taken.has(name) ? freeName(`${name}_`, taken) : name;
  taken.add(free);
  return free;
}
