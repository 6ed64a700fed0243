import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Which process it is, so exactly that a reused process number or a restarted machine is not taken for it. */
export interface Owner {
  readonly host: string;
  /** Changes with every start of the machine, and differs between containers; `null` where the system does not tell. */
  readonly boot: string | null;
  readonly pid: number;
  /** When the process started, in the system's own ticks; `null` where the system does not tell. */
  readonly started: string | null;
}

/** This process. */
export function thisOwner(): Owner {
  return { host: hostname(), boot: bootId(), pid: process.pid, started: startOf(process.pid) };
}

/**
 * Whether a process has certainly ended. A process of another host cannot be looked at: then `false`.
 * Never judged by age: a slow run is not a dead one.
 */
export function hasEnded(owner: Owner, here: Owner = thisOwner()): boolean {
  if (owner.host !== here.host) return false;
  if (owner.boot !== here.boot) return true;
  return !isAlive(owner.pid) || startOf(owner.pid) !== owner.started;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bootId(): string | null {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/**
 * When a process started, in the system's ticks: field 22 of /proc/PID/stat (proc(5)), or `null`. The name in field 2 may hold blanks and brackets, so count from its end.
 * A zombie (killed, and not yet collected by its parent) has no start: it is dead.
 */
export function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19];
  } catch {
    return null;
  }
}
