// A split of a table as the files that a user would have: train.csv and test.csv, texts where there were texts, and a column of moments where rows are in order.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TARGET = 'outcome';
/** Says the order of rows alone: what its hours and months would tell is not among the columns of the set. */
export const MOMENT = 'moment';
const HOUR_MS = 3_600_000;

/** Writes both files into `dir`; answers the words of `millwright new` that fit them. */
export function writeFiles(dir, table, [train, test], ordered) {
  const { columns } = table.x;
  const names = [...columns.map((_, j) => `c${j + 1}`), ...(ordered ? [MOMENT] : []), TARGET];
  const cells = (row) => [
    ...columns.map((column) => cellOf(column, row)),
    ...(ordered ? [new Date(HOUR_MS * row).toISOString()] : []),
    labelOf(table, table.y[row]),
  ];
  const text = (rows) => `${[names, ...Array.from(rows, cells)].map((line) => line.map(quoted).join(',')).join('\n')}\n`;
  const files = { train: join(dir, 'train.csv'), test: join(dir, 'test.csv') };
  writeFileSync(files.train, text(train));
  writeFileSync(files.test, text(test));
  const positive = table.task === 'binary' ? ['--positive', 'yes'] : [];
  const words = ['--from', files.train, '--target', TARGET, '--task', table.task, ...positive, ...(ordered ? ['--time', MOMENT] : [])];
  return { ...files, words };
}

function cellOf(column, row) {
  if (column.kind === 'category') return column.codes[row] < 0 ? '' : column.levels[column.codes[row]];
  return Number.isNaN(column.values[row]) ? '' : String(column.values[row]);
}

const labelOf = ({ task }, y) => (task === 'regression' ? String(y) : task === 'binary' ? ['no', 'yes'][y] : `class ${y}`);

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
