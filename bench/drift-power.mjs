// How often drift alarms: windows of 12 columns in which nothing changed (nominal 1%), shifts of 0.3 standard deviations at 1,000 rows, trifles at a million.
// Targets: false alarms in 0.5% to 1.5% of windows, 95% of shifts found, no trifle. Shares come with their 95% interval (Wilson).
// Options: --windows 4000 --large 800 (windows of the sizes above 10,000 rows, which take half a second each) --least 50 --largest 100000 --seed 5
import { parseArgs } from 'node:util';
import { wilson } from 'millwright/evaluate';
import { driftBetween } from 'millwright/monitor';
import { supply } from './drift/windows.mjs';

const { values: options } = parseArgs({
  options: {
    windows: { type: 'string', default: '4000' },
    large: { type: 'string', default: '800' },
    least: { type: 'string', default: '50' },
    largest: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '5' },
  },
});
const [windows, seed] = [Number(options.windows), Number(options.seed)];
const sizes = [
  [10_000, 50],
  [1000, 200],
  [10_000, 1000],
  [7000, 7000],
  [10_000, 100_000],
  [100_000, 100_000],
].filter(([, rows]) => rows >= Number(options.least) && rows <= Number(options.largest));
const next = supply(1_000_000, seed);
const share = ({ value, low, high }) => ({ share: round(value), low: round(low), high: round(high) });
const round = (x) => Math.round(1e4 * x) / 1e4;

function falseAlarms([reference, rows]) {
  const count = rows > 10_000 ? Number(options.large) : windows;
  let alarms = 0;
  for (let k = 0; k < count; k++) if (driftBetween(next(reference), next(rows), { seed: k }).some(({ alarm }) => alarm)) alarms++;
  console.error(`${rows} rows against ${reference}: ${alarms} of ${count}`);
  return { reference, rows, windows: count, ...share(wilson(alarms, count)) };
}

function shiftsFound(count) {
  let found = 0;
  for (let k = 0; k < count; k++) {
    const window = next(1000);
    const shifted = { ...window, columns: { ...window.columns, normal: window.columns.normal.map((x) => x + 0.3) } };
    if (driftBetween(next(1000), shifted, { seed: k }).some(({ feature, alarm }) => alarm && feature === 'normal')) found++;
  }
  return { reference: 1000, rows: 1000, shift: 0.3, windows: count, ...share(wilson(found, count)) };
}

/** A flag that moves by 0.3 points of a hundred, and a normal column by a thousandth of a standard deviation. */
function trifle() {
  const window = next(1_000_000);
  const flag = (share) => new Uint8Array(1_000_000).fill(1, 0, share * 1_000_000);
  const columns = { normal: window.columns.normal, flag: flag(0.5) };
  const findings = driftBetween(
    { rows: 1_000_000, columns },
    { rows: 1_000_000, columns: { normal: columns.normal.map((x) => x + 0.001), flag: flag(0.503) } },
  );
  return findings.map(({ feature, value, p, alarm }) => ({ feature, value: round(value), p, alarm }));
}

console.log(
  JSON.stringify({ nominal: 0.01, unchanged: sizes.map(falseAlarms), shifted: shiftsFound(Math.ceil(windows / 4)), trifle: trifle() }),
);
