// `node scripts/build-kernels.mjs`: compiles kernel/assembly/*.ts to WebAssembly, as text in src/kernel/*.wasm.ts. Those files are committed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const FLAGS = ['-O3', '--runtime', 'stub', '--noAssert'];
const OWN_MEMORY = ['--enable', 'simd', '--initialMemory', '2', '--maximumMemory', '512'];
/** Kernels that threads share run over a memory that is handed in. */
const SHARED_MEMORY = ['--enable', 'simd,threads', '--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
/** Kernels that hold all rows at once have as much memory as there can be. */
const ROOMY_MEMORY = ['--enable', 'simd', '--initialMemory', '1', '--maximumMemory', '65536'];
const MEMORY = {
  als: SHARED_MEMORY,
  boost: SHARED_MEMORY,
  bpr: SHARED_MEMORY,
  centres: ROOMY_MEMORY,
  pairs: SHARED_MEMORY,
  'rough-products': ROOMY_MEMORY,
};
const memoryOf = (name) => MEMORY[name] ?? OWN_MEMORY;

/** The kernels' names: `scan-csv`. */
export const kernels = readdirSync(join(root, 'kernel/assembly'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .toSorted();

/** The generated module of a kernel: the same bytes for the same source, on every machine. */
export async function kernelModule(name) {
  let binary;
  const { error, stderr } = await asc.main([`${name}.ts`, '--outFile', `${name}.wasm`, ...FLAGS, ...memoryOf(name)], {
    readFile: (file) => {
      try {
        return readFileSync(join(root, 'kernel/assembly', file), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (file, contents) => {
      if (file.endsWith('.wasm')) binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${name}: ${stderr.toString()}`, { cause: error });
  const constant = name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
  const words = `/** \`kernel/assembly/${name}.ts\` as WebAssembly in base64, written by \`node scripts/build-kernels.mjs\`. */`;
  return `${words}\nexport const ${constant}Wasm =\n  '${Buffer.from(binary).toString('base64')}';\n`;
}

if (import.meta.main) for (const name of kernels) writeFileSync(join(root, 'src/kernel', `${name}.wasm.ts`), await kernelModule(name));
