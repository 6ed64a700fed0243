import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './files.js';

/** One complaint of the compiler. */
export interface Diagnostic {
  /** Relative to the program's folder. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
  /** With the lines that explain it. */
  readonly message: string;
}

/** The result of checking a program: complaints, and how long it took. */
export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly ms: number;
}

/** Which `millwright` a program sees: the sources, or the declarations of the built package, as a user does. */
export type Seen = 'src' | 'dist';

/** Type-checks files (name → text) as one strict program that may import `millwright`, its sub-paths, Node's modules, and the installed packages. */
export function typeCheck(files: Readonly<Record<string, string>>, seen: Seen = 'src'): Checked {
  const dir = mkdtempSync(join(tmpdir(), 'millwright-types-'));
  try {
    for (const [name, text] of Object.entries({
      ...files,
      'tsconfig.json': JSON.stringify(configOf(seen)),
      'package.json': '{"type":"module"}',
    })) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction');
    const startedMs = performance.now();
    const done = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', dir, '--pretty', 'false'], {
      cwd: dir,
      encoding: 'utf8',
      maxBuffer: 64e6,
    });
    const diagnostics = diagnosticsIn(done.stdout);
    if (done.status !== 0 && diagnostics.length === 0) throw new Error(`tsc ended with ${done.status}: ${done.stdout}${done.stderr}`);
    return { diagnostics, ms: performance.now() - startedMs };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function configOf(seen: Seen): object {
  const entry = (path: string): string => join(root, seen === 'src' ? `src/${path}.ts` : `dist/${path}.d.ts`);
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      paths: { millwright: [entry('index')], 'millwright/*': [entry('*/index')] },
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: ['./**/*.ts'],
  };
}

function diagnosticsIn(text: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of text.split('\n')) {
    const [, file, row, code, message] = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line) ?? [];
    if (file !== undefined) found.push({ file, line: Number(row), code, message });
    else if (line.startsWith('error TS')) found.push({ file: '', line: 0, code: line.slice(6, line.indexOf(':')), message: line });
    else if (line.startsWith('  ') && found.length > 0)
      found[found.length - 1] = { ...found.at(-1)!, message: `${found.at(-1)!.message}\n${line}` };
  }
  return found;
}
