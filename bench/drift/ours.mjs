// Compares two tables of the drift benchmark: `node ours.mjs ROWS SEED [FOLDER]`; with FOLDER it writes the tables for the peer instead.
// The reference is sketched column by column, as a training does; the window lies in memory as a whole.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driftOf, sketchOfRows } from 'millwright/monitor';
import { columnOf, COLUMNS } from './table.mjs';

const [rows, seed, folder] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
if (folder) write();
else measure();

function write() {
  for (const side of [0, 1])
    for (const [c, name] of COLUMNS.entries()) {
      mkdirSync(join(folder, String(side)), { recursive: true });
      const values = columnOf(c, rows, side, seed);
      const bytes = values instanceof Float64Array ? values : values.join('\n');
      writeFileSync(join(folder, String(side), name), bytes);
    }
}

function measure() {
  const reference = { columns: [] };
  let [sketchMs, cpu] = [0, 0];
  for (const [c, name] of COLUMNS.entries()) {
    const table = { rows, columns: { [name]: columnOf(c, rows, 0, seed) } };
    const [from, used] = [performance.now(), process.cpuUsage()];
    reference.columns.push(...sketchOfRows(table, seed).columns);
    sketchMs += performance.now() - from;
    cpu += cpuMs(process.cpuUsage(used));
  }
  const window = { rows, columns: Object.fromEntries(COLUMNS.map((name, c) => [name, columnOf(c, rows, 1, seed)])) };
  const [from, used] = [performance.now(), process.cpuUsage()];
  const findings = driftOf(reference, window);
  const driftMs = performance.now() - from;
  cpu += cpuMs(process.cpuUsage(used));
  const distances = Object.fromEntries(findings.filter((f) => f.statistic === 'wasserstein').map((f) => [f.feature, f.value]));
  const alarms = [...new Set(findings.filter((f) => f.alarm).map((f) => f.feature))].toSorted();
  const seconds = (sketchMs + driftMs) / 1000;
  console.log(
    JSON.stringify({
      seconds,
      sketchSeconds: sketchMs / 1000,
      cpuSeconds: cpu / 1000,
      peakMb: process.resourceUsage().maxRSS / 1024,
      alarms,
      distances,
    }),
  );
}

function cpuMs({ user, system }) {
  return (user + system) / 1000;
}
