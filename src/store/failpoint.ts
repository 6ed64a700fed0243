import { writeSync } from 'node:fs';

/** Every place on the write path where a test may stop the process or make a step fail. */
export type Failpoint =
  | `migrate.${'begun' | 'stepped' | 'recorded' | 'committed'}`
  | `blob.${'begun' | 'created' | 'written' | 'synced' | 'renamed' | 'durable'}`
  | 'artifact.file'
  | `register.${'begun' | 'numbered' | 'version' | 'files' | 'run' | 'audited' | 'committed'}`
  | `run.${'begun' | 'written' | 'committed'}`
  | `alias.${'begun' | 'moved' | 'history' | 'audited' | 'committed'}`
  | `retrain.${'begun' | 'trained' | 'decided'}`
  | `remove.${'begun' | 'version' | 'audited' | 'committed'}`
  | `log.${'begun' | 'added' | 'committed'}`
  | `spool.${'begun' | 'written' | 'synced'}`;

/**
 * Marks a step. Does nothing unless the environment says `MILLWRIGHT_FAILPOINT` when the process starts:
 * - `trace` prints every name passed to stderr;
 * - `kill@7` ends the process with SIGKILL at the 7th step, whichever it is;
 * - `alias.moved=ENOSPC` (an error code of the file system) raises that error at the step.
 */
export const failpoint: (name: Failpoint) => void = armed(process.env.MILLWRIGHT_FAILPOINT);

function armed(order: string | undefined): (name: Failpoint) => void {
  if (!order) return () => {};
  if (order === 'trace') return (name) => void writeSync(2, `failpoint ${name}\n`);
  const [what, how] = order.split(/[@=]/);
  if (what === 'kill') return killAt(Number(how));
  return (name) => {
    if (name === what) throw Object.assign(new Error(`failpoint ${name}`), { code: how });
  };
}

function killAt(count: number): () => void {
  let passed = 0;
  return () => {
    if (++passed !== count) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal may arrive a moment after the call; nothing more may run meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
}
