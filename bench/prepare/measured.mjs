// What a run costs: wall seconds, CPU seconds of all threads, and the largest resident memory of the process so far.
import { readFileSync } from 'node:fs';

/** Laps of one run; `total` closes it. */
export function stopwatch() {
  const started = performance.now();
  let last = started;
  const phases = {};
  return {
    lap: (name) => {
      const now = performance.now();
      phases[name] = (now - last) / 1000;
      last = now;
    },
    total: () => ({ seconds: (last - started) / 1000, cpuSeconds: cpuSeconds(), peakMb: peakMb(), phases }),
  };
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Linux tells it per program; elsewhere the process's own count. */
export function peakMb() {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
