// scikit-learn in a process of its own that stays: one line of JSON asks for a run, one answers.
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';

function canRun() {
  try {
    execFileSync(python, ['-c', 'import sklearn'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The peer over the tables in `dir`, or `undefined` where there is none. */
export async function openPeer(dir, threads) {
  if (!canRun()) return undefined;
  const env = { ...process.env, OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` };
  const child = spawn(python, [new URL('../peers/family.py', import.meta.url).pathname, dir], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async (job) => {
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('the peer has ended');
      return JSON.parse(value);
    },
    close: () => child.stdin.end(),
  };
}
