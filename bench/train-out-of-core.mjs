// `millwright train` on Parquet files whose numbers do not fit into the memory that it is given: seconds, CPU seconds and peak memory of the
// whole process, by rows. Target: it finishes within the memory, and time grows with the rows. Options: --rows 1000000,2500000,5000000,10000000
// --memory 2gb --trees 20 --threads 1 --folder DIR (keeps the files; 190 MB per million rows)
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeNumbersParquet } from './prepare/numbers-parquet.mjs';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000,2500000,5000000,10000000' },
    memory: { type: 'string', default: '2gb' },
    trees: { type: 'string', default: '20' },
    threads: { type: 'string', default: '1' },
    folder: { type: 'string' },
  },
});
const root = join(import.meta.dirname, '..');
const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'bench-out-of-core-'));

const MODEL = `import { model, parquet, t } from 'millwright';
const names = Array.from({ length: 28 }, (_, j) => 'x' + j);
const of = (value) => Object.fromEntries(names.map((name) => [name, value(name)]));
const table = parquet('rows.parquet', { ...of(() => t.number().nullable()), y: t.bool() });
export default model('rows', table.target('y').features((c) => of((name) => c[name])));
`;

try {
  for (const rows of options.rows.split(',').map(Number)) console.log(JSON.stringify(await measured(rows)));
} finally {
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
}

async function measured(rows) {
  const project = join(folder, `rows-${rows}`);
  const file = join(project, 'rows.parquet');
  if (!existsSync(file)) {
    mkdirSync(join(project, 'models'), { recursive: true });
    await writeNumbersParquet(file, rows);
  }
  rmSync(join(project, '.millwright'), { recursive: true, force: true });
  writeFileSync(join(project, 'models', 'rows.mjs'), MODEL.replace("'millwright'", JSON.stringify(join(root, 'dist', 'index.js'))));
  const load = loadavg()[0];
  const started = performance.now();
  const { answer, peakMb, cpuSeconds } = await train(project);
  const seconds = (performance.now() - started) / 1000;
  const { digest, metrics, notes } = answer;
  return {
    rows,
    memory: options.memory,
    trees: Number(options.trees),
    parquetMb: Math.round(statSync(file).size / 2 ** 20),
    seconds,
    cpuSeconds,
    peakMb,
    load,
    auc: metrics?.auc.value,
    digest,
    notes,
    error: answer.error?.code,
  };
}

/** Runs the command and looks at its process until it ends. */
async function train(project) {
  const words = ['train', '--learner', 'gbdt', '--params', JSON.stringify({ trees: Number(options.trees) }), '--json'];
  const bounds = ['--memory', options.memory, '--threads', options.threads, '--project', project];
  const child = spawn(process.execPath, [join(root, 'bin', 'millwright.js'), ...words, ...bounds], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [text, seen] = ['', { peakMb: 0, cpuSeconds: 0 }];
  const look = setInterval(() => (seen = usageOf(child.pid) ?? seen), 100);
  for await (const chunk of child.stdout) text += chunk;
  clearInterval(look);
  return { answer: JSON.parse(text), ...seen };
}

/** What a running process has used so far, as Linux tells it. */
function usageOf(pid) {
  try {
    const peakMb = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return { peakMb, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100 };
  } catch {
    return undefined;
  }
}
