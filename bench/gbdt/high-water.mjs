// The most memory that was resident since the mark was set: on Linux of the time asked for, elsewhere of the whole process.
import { readFileSync, writeFileSync } from 'node:fs';

/** Sets the mark; returns how many megabytes (10^6 bytes) more than now were resident at most since then. */
export function highWater() {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
  const beforeMb = process.memoryUsage.rss() / 1e6;
  return () => mostMb() - beforeMb;
}

function mostMb() {
  if (process.platform !== 'linux') return (process.resourceUsage().maxRSS * 1024) / 1e6;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return (Number(kibibytes) * 1024) / 1e6;
}
