// A race as a file of lines, one JSON document per set that has ended: a race that is stopped goes on where it was, and can be told at any time.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The lines of a race by set; of a set that was run several times the last. Lines of other settings (budget, trials, threads, splits) are left alone. */
export function readLines(path, settings) {
  if (!existsSync(path)) return new Map();
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean).flatMap(parsed);
  return new Map(lines.filter((line) => JSON.stringify(line.settings) === JSON.stringify(settings)).map((line) => [line.data, line]));
}

/** A line that a full disk or a kill cut short says nothing. */
function parsed(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** Adds a line; on a fresh one, even after one that was cut short. */
export function addLine(path, line) {
  mkdirSync(dirname(path), { recursive: true });
  const isCut = existsSync(path) && !['', '\n'].includes(readFileSync(path, 'utf8').slice(-1));
  appendFileSync(path, `${isCut ? '\n' : ''}${JSON.stringify(line)}\n`);
}
