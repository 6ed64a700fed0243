// Studies with many trials: eight processes on one study of 2,000 trials (SQLite, and PostgreSQL where MILLWRIGHT_TEST_DATABASE_URL names one), the time that
// samplers take per trial after 10,000, and the time of `runs` over 10,000 trainings and `trials` over 10,000 trials.
// Options: --processes 8 --trials 2000 --many 10000 --only shared,samplers,lists
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { addRun, addStudy, beginTrial, endRun, endTrial, openStore, thisOwner } from 'millwright/store';
import { samplers } from 'millwright/tune';
import { spread } from './prepare/peers.mjs';
import { functions } from './samplers/functions.mjs';

const { values: options } = parseArgs({
  options: {
    processes: { type: 'string', default: '8' },
    trials: { type: 'string', default: '2000' },
    many: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'shared,samplers,lists' },
  },
});
const [processes, trials, many] = [options.processes, options.trials, options.many].map(Number);
const bin = new URL('../bin/millwright.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'bench-studies-'));
const call = (words, env = {}) =>
  JSON.parse(
    execFileSync(process.execPath, [bin, ...words, '--json'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 256e6,
    }).toString(),
  );

/** A project over 200 seeded rows that `linear` fits in a moment. */
function smallProject(name) {
  const stream = random(1, 'studies');
  const lines = Array.from({ length: 200 }, () => [stream.normal(), stream.normal(), stream.normal()]).map(
    ([a, b, noise]) => `${a.toFixed(3)},${b.toFixed(3)},${a - b + noise > 0 ? 'yes' : 'no'}`,
  );
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, ['a,b,bought', ...lines].join('\n'));
  const dir = join(folder, name);
  call(['new', dir, '--from', file, '--target', 'bought', '--name', 'm']);
  return dir;
}

/** The same command in several processes at once: what each said on standard error, and the study that they made together. */
async function shared(name, env) {
  const dir = smallProject(name);
  const words = [
    'train',
    'm',
    '--learner',
    'linear',
    '--sampler',
    'random',
    '--trials',
    String(trials),
    '--threads',
    '1',
    '--project',
    dir,
    '--json',
  ];
  const startedMs = performance.now();
  const ends = await Promise.all(
    Array.from({ length: processes }, () => {
      const child = spawn(process.execPath, [bin, ...words], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (data) => (said += data));
      return new Promise((done) => child.on('exit', (code) => done({ code, said })));
    }),
  );
  const { trials: ended } = call(['trials', 'm', '--project', dir], env);
  return {
    seconds: (performance.now() - startedMs) / 1000,
    failedProcesses: ends.filter(({ code }) => code !== 0).length,
    lockErrors: ends.reduce((sum, { said }) => sum + (said.match(/locked|busy|deadlock|serializ/gi)?.length ?? 0), 0),
    trials: ended.length,
    finished: ended.filter(({ state }) => state === 'finished').length,
    repeated: ended.length - new Set(ended.map(({ number }) => number)).size,
  };
}

/** Milliseconds per question after so many trials, of each sampler with one objective. */
function afterMany() {
  const task = functions.find(({ name }) => name === 'hartmann6');
  return Object.fromEntries(
    ['random', 'sobol', 'tpe', 'gp', 'cmaes'].map((name) => {
      const draws = samplers.random.begin(task.space, 1, 1);
      const seen = Array.from({ length: many }, (_, number) => {
        const point = draws({ number, seen: [], pending: [] });
        return { number, point, losses: [task.loss(point)] };
      });
      const suggest = samplers[name].begin(task.space, 1, 4);
      const took = [];
      for (let i = 0; i < 20; i++) {
        const startedMs = performance.now();
        const number = seen.length;
        const point = suggest({ number, seen, pending: [] });
        took.push(performance.now() - startedMs);
        seen.push({ number, point, losses: [task.loss(point)] });
      }
      return [name, spread(took)];
    }),
  );
}

/** Wall milliseconds of whole commands, start of the program included, beside those of `--help`. */
async function lists() {
  const dir = smallProject('lists');
  const store = await openStore({ root: dir, clock: Date.now });
  await store.write(async (tx) => {
    await addStudy(tx, { id: 'a'.repeat(64), model: 'm', settings: { metric: 'log_loss', sampler: 'tpe', pruner: null }, createdAt: 1 });
    for (let number = 0; number < many; number++) {
      const id = `run ${number}`;
      await addRun(tx, { id, model: 'm', kind: 'train', settings: {}, owner: thisOwner(), startedAt: number });
      await endRun(tx, id, { status: 'finished', at: number + 1, version: number + 1 });
      await beginTrial(tx, 'a'.repeat(64), { number, owner: thisOwner(), point: { leaves: number, learningRate: 0.1 } }, undefined);
      await endTrial(tx, 'a'.repeat(64), number, { state: 'finished', course: [1, 1, 1, 1, 1], losses: [1], seconds: 1 });
    }
  });
  await store.close();
  const ways = {
    help: ['--help'],
    runs: ['runs', '--limit', String(many), '--project', dir, '--json'],
    trials: ['trials', '--project', dir, '--json'],
  };
  const took = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (let i = 0; i < 8; i++)
    for (const [way, words] of Object.entries(ways)) {
      const startedMs = performance.now();
      execFileSync(process.execPath, [bin, ...words], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 256e6 });
      if (i > 0) took[way].push(performance.now() - startedMs);
    }
  return Object.fromEntries(Object.entries(took).map(([way, list]) => [way, spread(list)]));
}

const parts = {
  shared: async () => ({
    sqlite: await shared('sqlite', { MILLWRIGHT_DATABASE_URL: '' }),
    ...(process.env.MILLWRIGHT_TEST_DATABASE_URL
      ? { postgresql: await shared('postgresql', { MILLWRIGHT_DATABASE_URL: process.env.MILLWRIGHT_TEST_DATABASE_URL }) }
      : {}),
  }),
  samplers: afterMany,
  lists,
};
try {
  const result = {};
  for (const part of options.only.split(',')) result[part] = await parts[part]();
  console.log(JSON.stringify(result));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
