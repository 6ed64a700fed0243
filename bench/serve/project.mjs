// What the serving benchmarks ask about: 20 features (5 texts), a gbdt of 100 × 31 that is trained and promoted, and the bodies of requests.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from 'millwright/core';

const program = join(import.meta.dirname, '..', '..', 'bin', 'millwright.js');
/** What the servers under measurement let in, as MILLWRIGHT_ADMIN_TOKEN. */
export const token = 'a-token-for-the-benchmark';

/** The words that serve a project on a free port, after the program that runs them. */
export const serveWords = (project, log = 'durable') => [
  program,
  'serve',
  '--project',
  project,
  '--port',
  '0',
  '--log',
  log,
  '--json',
  '--quiet',
];

const LEVELS = [5, 12, 24, 40, 8];
const NAMES = [...Array.from({ length: 15 }, (_, i) => `n${i}`), ...LEVELS.map((_, i) => `c${i}`)];

/** 20,000 rows: a target of products, waves and the texts' own effects, with noise. */
function madeRows() {
  const draw = random(7, 'serve');
  const effects = LEVELS.map((levels) => Array.from({ length: levels }, () => draw.normal()));
  return Array.from({ length: 20_000 }, () => {
    const n = Array.from({ length: 15 }, () => Math.round(1e6 * draw.normal()) / 1e6);
    const c = LEVELS.map((levels) => draw.int(levels));
    const own = effects.reduce((sum, effect, i) => sum + 0.7 * effect[c[i]], 0);
    const z = n[0] * n[1] + Math.sin(2 * n[2]) + 0.5 * n[3] - 0.3 * n[4] ** 2 + own + draw.normal();
    return [...n, ...c.map((level, i) => `c${i}_v${level}`), z > 0 ? 1 : 0];
  });
}

/** Makes the project `m` in a folder, and beside it the CSV that it learned from and files of bodies, one a line. */
export function prepared(folder) {
  const rows = madeRows();
  const csv = join(folder, 'rows.csv');
  writeFileSync(csv, `${[[...NAMES, 'y'], ...rows].map((cells) => cells.join(',')).join('\n')}\n`);
  const project = join(folder, 'project');
  const millwright = (...words) => execFileSync(process.execPath, [program, ...words, '--json', '--quiet']);
  millwright('new', project, '--from', csv, '--target', 'y', '--name', 'm');
  millwright('train', 'm', '--learner', 'gbdt', '--seed', '7', '--project', project);
  millwright('promote', 'm@1', 'champion', '--project', project);
  const sent = rows.slice(0, 1000).map((cells) => Object.fromEntries(NAMES.map((name, i) => [name, cells[i]])));
  const file = (name, bodies) => {
    const path = join(folder, name);
    writeFileSync(path, `${bodies.map((body) => JSON.stringify(body)).join('\n')}\n`);
    return path;
  };
  return {
    csv,
    project,
    rows: file(
      'rows.jsonl',
      sent.map((row) => ({ rows: [row] })),
    ),
    plainRows: file('plain-rows.jsonl', sent),
    thousand: file('thousand.jsonl', [{ rows: sent }]),
  };
}
