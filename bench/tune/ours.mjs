// What the command line gives on a split: `new`, `train` with a budget and without, `evaluate` on the test rows.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOMENT, writeFiles } from './as-files.mjs';

const program = new URL('../../bin/millwright.js', import.meta.url).pathname;

/** What each side adds to `train`. */
const WORDS = {
  millwright: (budget, trials) => (trials ? ['--trials', String(trials), '--pruner', 'halving'] : ['--budget', `${budget}s`]),
  defaults: () => [],
  linear: () => ['--learner', 'linear'],
  gbdt: () => ['--learner', 'gbdt'],
};

/** The sides that the command line has. `linear` and `gbdt` are what `defaults` chooses from. */
export const ourSides = Object.keys(WORDS);

/** Scores by side, `{ SIDE: { METRIC: score } }`, and of the search what it did: `{ scores, search }`. */
export function scoresOfOurs(table, split, { ordered, sides, budget, trials, threads, say }) {
  if (sides.length === 0) return { scores: {} };
  const dir = mkdtempSync(join(tmpdir(), 'tune-ranks-'));
  try {
    const { words, test } = writeFiles(dir, table, split, ordered);
    const project = join(dir, 'project');
    call(['new', project, '--name', 'm', ...words]);
    if (ordered) withoutMoments(join(project, 'models/m.ts'));
    const scores = {};
    let search;
    for (const side of sides) {
      const startedMs = performance.now();
      const own = [...WORDS[side](budget, trials), '--threads', String(threads)];
      const trained = call(['train', 'm', '--project', project, ...own]);
      const seconds = (performance.now() - startedMs) / 1000;
      const { metrics } = call(['evaluate', `m@${trained.version}`, '--on', test, '--project', project]);
      scores[side] = Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]));
      if (side === 'millwright') search = told(trained, seconds);
      say(`${side}: ${trained.learner} ${JSON.stringify(scores[side])} ${seconds.toFixed(1)} s`);
    }
    return { scores, search };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** All sides learn from the same columns: features made of the moments go. */
function withoutMoments(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const kept = lines.filter((line) => !(line.includes(`c.${MOMENT}.`) || line.includes(`: c.${MOMENT},`)));
  if (kept.length === lines.length) throw new Error(`no feature of "${MOMENT}" in ${file}`);
  writeFileSync(file, kept.join('\n'));
}

/** Whether the search took a line of its leaderboard, the best first, that is behind one of the defaults, which are its trials 0 and 1. */
const isBehindDefaults = (leaderboard) =>
  Math.max(
    0,
    leaderboard.findIndex(({ chosen }) => chosen),
  ) > leaderboard.findIndex(({ trial }) => trial < 2) && leaderboard.some(({ trial }) => trial < 2);

function told({ learner, params, study, leaderboard }, seconds) {
  const learners = Object.entries(Object.groupBy(leaderboard, (line) => line.learner));
  const best = Object.fromEntries(learners.map(([name, lines]) => [name, lines[0].metric]));
  const { trials, finished, pruned, failed, ended } = study;
  return { learner, params, seconds, trials, finished, pruned, failed, ended, best, behindDefaults: isBehindDefaults(leaderboard) };
}

const call = (words) =>
  JSON.parse(
    execFileSync(process.execPath, [program, ...words, '--json'], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e9 }).toString(),
  );
