// Optuna in a process of its own, which is asked for points and told their losses.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const script = new URL('../peers/samplers_optuna.py', import.meta.url).pathname;

/** Whether the peer can run at all. */
export function hasPeer() {
  try {
    execFileSync(python, ['-c', 'import optuna, scipy, torch'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A running peer: `study` runs one of Optuna's studies, `worse` tests whether paired losses are higher (Wilcoxon, one-sided p). */
export function openPeer() {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, OMP_NUM_THREADS: '1' } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const call = async (message) => {
    child.stdin.write(`${JSON.stringify(message)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('Optuna has ended');
    return JSON.parse(value);
  };
  return {
    study: async (sampler, { space, loss }, seed, trials) => {
      await call({ begin: sampler, seed, space });
      const losses = [];
      let ms = 0;
      for (let i = 0; i < trials; i++) {
        const asked = await call({ ask: true });
        losses.push(await loss(asked.point));
        ms += asked.ms + (await call({ tell: losses.at(-1) })).ms;
      }
      return { best: Math.min(...losses), ms };
    },
    worse: async (a, b) => (await call({ worse: [a, b] })).p,
    close: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
