import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openEngine, type Engine } from '../../src/data/index.js';

/** A folder and an engine for the tests of one file; `engine` is there while they run. */
export function enginePlace(name: string): { readonly dir: string; readonly engine: Engine } {
  const dir = mkdtempSync(join(tmpdir(), `${name}-`));
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ tempDir: dir });
  });
  afterAll(async () => {
    await engine[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true });
  });
  return {
    dir,
    get engine() {
      return engine;
    },
  };
}
