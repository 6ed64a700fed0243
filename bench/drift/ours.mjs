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

/** A million rows of both sides do not fit into the memory that is aimed at; up to 200,000 do, and are compared five times. */
function measure() {
  const wholes = rows <= 200_000 ? [0, 1].map((side) => tableOf(COLUMNS, side)) : undefined;
  const times = Array.from({ length: wholes ? 5 : 1 }, () => compared(wholes));
  const { findings } = times[0];
  const distances = Object.fromEntries(findings.filter((f) => f.statistic === 'wasserstein').map((f) => [f.feature, f.value]));
  const alarms = [...new Set(findings.filter((f) => f.alarm).map((f) => f.feature))].toSorted();
  const middle = (key) => times.map((one) => one[key]).toSorted((a, b) => a - b)[times.length >> 1];
  const [seconds, cpuSeconds] = [middle('seconds'), middle('cpuSeconds')];
  console.log(
    JSON.stringify({
      seconds,
      cpuSeconds,
      firstSeconds: times[0].seconds,
      firstCpuSeconds: times[0].cpuSeconds,
      peakMb: process.resourceUsage().maxRSS / 1024,
      alarms,
      distances,
    }),
  );
}

/** The sketch of the reference and the comparison of the window with it. Making the tables is not timed. */
function compared([reference, window] = []) {
  let [ms, cpu] = [0, 0];
  const timed = (work) => {
    const [from, used] = [performance.now(), process.cpuUsage()];
    const answer = work();
    ms += performance.now() - from;
    cpu += cpuMs(process.cpuUsage(used));
    return answer;
  };
  const parts = reference ? [COLUMNS] : COLUMNS.map((name) => [name]);
  const columns = parts.flatMap((names) => {
    const table = reference ?? tableOf(names, 0);
    return timed(() => sketchOfRows(table, seed).columns);
  });
  const now = window ?? tableOf(COLUMNS, 1);
  const findings = timed(() => driftOf({ columns }, now));
  return { findings, seconds: ms / 1000, cpuSeconds: cpu / 1000 };
}

function tableOf(names, side) {
  return { rows, columns: Object.fromEntries(names.map((name) => [name, columnOf(COLUMNS.indexOf(name), rows, side, seed)])) };
}

function cpuMs({ user, system }) {
  return (user + system) / 1000;
}
