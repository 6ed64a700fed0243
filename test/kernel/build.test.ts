import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from '../support/files.js';

const { kernelModule, kernels } = (await import(pathToFileURL(join(root, 'scripts/build-kernels.mjs')).href)) as {
  readonly kernels: readonly string[];
  readonly kernelModule: (name: string) => Promise<string>;
};

describe('kernels', () => {
  it('are all built, and none is left over', () => {
    expect(filesBelow('src/kernel', '.wasm.ts')).toEqual(kernels.map((name) => `src/kernel/${name}.wasm.ts`));
  });

  it.for(kernels)('%s: the committed module is what the source compiles to', async (name) => {
    expect(await kernelModule(name)).toBe(readFileSync(join(root, 'src/kernel', `${name}.wasm.ts`), 'utf8'));
  });
});
