// Data sets of the acceptance manifest as matrices: number columns where every known value is a number, else categories.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of data beside the repository. */
export const shared = new URL('../../../shared/', import.meta.url);
const MISSING = new Set(['', '?', 'NA', 'NaN']);

export const hasData = () => existsSync(new URL('accept/datasets.json', shared));

export const manifest = () => JSON.parse(readFileSync(new URL('accept/datasets.json', shared), 'utf8'));

/** One data set: all rows as `{ x, y, classes, task }`, the train rows first, and how many those are. */
export async function loadTable(entry) {
  const { materialise, parse, readText } = await import(new URL('accept/data.mjs', shared).href);
  const dir = mkdtempSync(join(tmpdir(), 'gbdt-bench-'));
  try {
    const files = materialise(entry, new URL('data', shared).pathname, dir);
    const read = (file) => parse(readText(file), entry.delimiter ?? ',');
    const [train, test] = [read(files.train), read(files.test)];
    const header = entry.header === false ? train[0].map((_, j) => `#${j + 1}`) : (test.shift(), train.shift());
    return tableOf(entry, header, train, test);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Records of texts as a table; `entry` says `target`, `task` and, where they are, `positive` and `id`. */
export function tableOf(entry, header, train, test) {
  const rows = [...train, ...test];
  const target = header.indexOf(entry.target);
  const used = header.map((name, j) => ({ name, j })).filter(({ name, j }) => j !== target && name !== entry.id);
  const x = {
    rows: rows.length,
    columns: used.map(({ name, j }) =>
      columnOf(
        name,
        rows.map((r) => r[j].trim()),
      ),
    ),
  };
  const labels = rows.map((r) => r[target].trim());
  const classes = entry.task === 'multiclass' ? [...new Set(labels)].toSorted() : [];
  const valueOf = (label) =>
    entry.task === 'binary' ? Number(label === entry.positive) : entry.task === 'multiclass' ? classes.indexOf(label) : Number(label);
  return { task: entry.task, classes: Math.max(1, classes.length), x, y: Float64Array.from(labels, valueOf), train: train.length };
}

function columnOf(name, texts) {
  const known = texts.filter((t) => !MISSING.has(t));
  if (known.every((t) => Number.isFinite(Number(t)))) {
    return { kind: 'number', name, values: Float64Array.from(texts, (t) => (MISSING.has(t) ? NaN : Number(t))) };
  }
  const levels = [...new Set(known)].toSorted();
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return { kind: 'category', name, levels, codes: Int32Array.from(texts, (t) => codeOf.get(t) ?? -1) };
}
