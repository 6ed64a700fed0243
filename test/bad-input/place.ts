import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customersCsv } from '../support/user-program.js';

/** A folder of its own for the files of a test. */
export interface Place {
  readonly dir: string;
  readonly at: (name: string) => string;
  /** Writes a file and gives its path. */
  readonly put: (name: string, content: string | Uint8Array) => string;
  readonly remove: () => void;
}

export function newPlace(): Place {
  const dir = mkdtempSync(join(tmpdir(), 'millwright-bad-'));
  const at = (name: string): string => join(dir, name);
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(at(name), content);
    return at(name);
  };
  return { dir, at, put, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Customers of a shop: `customerID,tenure,MonthlyCharges,TotalCharges,Contract,Churn`, with line 0 the header. */
export const customers = (rows = 300): readonly string[] => customersCsv(rows).trimEnd().split('\n');

/** The lines with one changed. */
export const withLine = (lines: readonly string[], at: number, change: (line: string) => string): string =>
  `${lines.map((line, i) => (i === at ? change(line) : line)).join('\n')}\n`;

/** The rows with one column changed; `change` gets the cell and the row's number, counted from 1. */
export const withColumn = (lines: readonly string[], name: string, change: (cell: string, row: number) => string): string => {
  const place = lines[0].split(',').indexOf(name);
  return `${lines
    .map((line, row) =>
      row === 0
        ? line
        : line
            .split(',')
            .map((cell, i) => (i === place ? change(cell, row) : cell))
            .join(','),
    )
    .join('\n')}\n`;
};

/** The rows without some columns. */
export const withoutColumns = (lines: readonly string[], ...names: readonly string[]): string => {
  const kept = lines[0].split(',').map((name) => !names.includes(name));
  return `${lines
    .map((line) =>
      line
        .split(',')
        .filter((_, i) => kept[i])
        .join(','),
    )
    .join('\n')}\n`;
};

/** Every file below a folder with its size, and every folder: what must be the same before and after a refusal. The database's own files may grow. */
export function listing(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && !/^millwright\.db(-\w+)?$/.test(entry.name))
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return [path, ...listing(path)];
      return entry.isFile() ? `${path} ${statSync(path).size}` : path;
    })
    .toSorted();
}

/** A copy of a project beside it; the link to the package stays a link. */
export function copyOf(project: string, to: string): string {
  mkdirSync(to);
  cpSync(project, to, { recursive: true, verbatimSymlinks: true });
  return to;
}
