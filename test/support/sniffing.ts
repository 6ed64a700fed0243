import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openEngine, type Engine } from '../../src/data/index.js';
import { sniffFile, type SniffOptions } from '../../src/data/sniff/index.js';

/** A folder and an engine for the tests of one file, and a way to sniff what is written there. */
export function sniffing() {
  const dir = mkdtempSync(join(tmpdir(), 'sniff-'));
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ tempDir: dir });
  });
  afterAll(async () => {
    await engine[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true });
  });
  const sniff = (content: string | Buffer, options: SniffOptions = {}, name = 'data.csv') => {
    writeFileSync(join(dir, name), content);
    return sniffFile(engine, join(dir, name), options);
  };
  return {
    dir,
    sniff,
    get engine() {
      return engine;
    },
  };
}
