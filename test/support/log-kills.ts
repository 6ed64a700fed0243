import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../../src/core/index.js';
import { readPredictions } from '../../src/store/index.js';
import { start } from './child.js';
import type { LogPlace } from './logs.js';

/** What a killed process had been told of its rows. */
export interface Told {
  readonly committed: readonly string[];
  /** Kept for later: not promised, but synced. */
  readonly kept: readonly string[];
}

/** Which process, and the step at which it fails all the time. */
export interface KilledProgram {
  readonly program?: string;
  readonly failpoint?: string;
}

/** Starts a process that logs without end, kills it with SIGKILL `afterMs` after its first answer, and gives what it had been told. */
export async function killWhileLogging(
  place: LogPlace,
  afterMs: number,
  { program = 'log-child.ts', failpoint }: KilledProgram = {},
): Promise<Told> {
  const witness = join(place.root, 'witness');
  writeFileSync(witness, '');
  const env = { ...process.env, ...(failpoint === undefined ? {} : { MILLWRIGHT_FAILPOINT: failpoint }) };
  const schema = place.where.schema === undefined ? [] : [place.where.schema];
  const child = start(program, [place.root, witness, ...schema], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const running = (): boolean => child.exitCode === null;
  while (running() && readFileSync(witness).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(running(), 'the process ended by itself');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
  const lines = readFileSync(witness, 'latin1').split('\n').slice(0, -1);
  rmSync(witness);
  const told = (mark: string): string[] => lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1));
  return { committed: told('+'), kept: told('-') };
}

/** The ids that are in the log, in the order of time. */
export async function loggedIds(place: LogPlace): Promise<readonly string[]> {
  await using store = await place.store();
  assert.equal((await store.inspect()).intact, true);
  return (await store.read((tx) => readPredictions(tx, { model: 'churn', limit: 1e6 }))).map((row) => row.id);
}

/** Kills a logging process `times` times on one database, at moments drawn from the seed: what was acknowledged is there, once, after each. */
export async function killTimes(place: LogPlace, times: number, seed: number): Promise<number> {
  const moments = random(seed, 'kill');
  const acknowledged = new Set<string>();
  for (let i = 0; i < times; i++) {
    const { committed } = await killWhileLogging(place, Math.round(moments.uniform() * 200));
    for (const id of committed) acknowledged.add(id);
    const ids = await loggedIds(place);
    assert.equal(new Set(ids).size, ids.length);
    const there = new Set(ids);
    assert.deepEqual(
      [...acknowledged].filter((id) => !there.has(id)),
      [],
      `after kill ${i + 1}`,
    );
  }
  return acknowledged.size;
}
