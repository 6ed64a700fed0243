import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hasEnded, startOf, thisOwner, type Owner } from './owner.js';

const here = thisOwner();

describe('hasEnded', () => {
  it('is false for this process, and for one that lives', () => {
    expect(hasEnded(here)).toBe(false);
    expect(hasEnded({ ...here, pid: process.ppid, started: startOf(process.ppid) })).toBe(false);
  });

  it('is true once the process was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const owner: Owner = { ...here, pid: child.pid!, started: startOf(child.pid!) };
    expect(hasEnded(owner)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(hasEnded(owner)).toBe(true);
  });

  it('is true after a restart of the machine, and for a process number that was used again', () => {
    expect(hasEnded({ ...here, boot: 'another' })).toBe(true);
    expect(hasEnded(here, { ...here, boot: 'another' })).toBe(true);
    if (here.started !== null) expect(hasEnded({ ...here, started: '1' })).toBe(true);
  });

  it('is false for another host: it cannot be seen from here', () => {
    expect(hasEnded({ host: 'elsewhere', boot: 'x', pid: 1, started: null })).toBe(false);
  });
});
