// A CSV several times larger than the memory that the engine may use: read, check, fit and write Parquet. Peak memory and spilled bytes.
// Target: it works. Options: --rows 6000000 --memory 256
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeMixedCsv } from './prepare/mixed-csv.mjs';

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '6000000' }, memory: { type: 'string', default: '256' } },
});
const mb = (path) => Math.round(statSync(path).size / 2 ** 20);
const folder = mkdtempSync(join(tmpdir(), 'bench-larger-'));
const [source, out] = [join(folder, 'mixed.csv'), join(folder, 'out.parquet')];

try {
  writeMixedCsv(source, Number(options.rows));
  const load = loadavg()[0];
  const program = join(import.meta.dirname, 'prepare', 'ours.mjs');
  const text = execFileSync(process.execPath, [program, source, out, '--memory', options.memory], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(JSON.stringify({ csvMb: mb(source), memoryLimitMb: Number(options.memory), load, parquetMb: mb(out), ...JSON.parse(text) }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
