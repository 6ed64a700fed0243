// `npm run bench`: lists the benchmarks; `npm run bench -- NAME… [--option …]` (or `all`) runs them and prints one JSON line each.
// A benchmark is bench/NAME.mjs. Its first comment line says what it measures; it prints one JSON document on standard output.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, nodePath, root, say, stepEnv } from './setup.mjs';

const dir = join(root, 'bench');
const known = readdirSync(dir)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.replace(/\.mjs$/, ''))
  .toSorted();
const about = (name) => /^\/\/ (.*)$/m.exec(readFileSync(join(dir, `${name}.mjs`), 'utf8'))?.[1] ?? '';

function measure(name, options) {
  say(`Running ${name}: ${about(name)}`);
  const startedMs = performance.now();
  const text = execFileSync(nodePath(), [join(dir, `${name}.mjs`), ...options], {
    cwd: root,
    env: stepEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64e6,
  }).toString();
  const machine = {
    cpu: cpus()[0]?.model.trim(),
    threads: availableParallelism(),
    node: execFileSync(nodePath(), ['-v']).toString().trim(),
  };
  return {
    bench: name,
    ...(options.length > 0 ? { options } : {}),
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
    machine,
    result: JSON.parse(text),
  };
}

const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('-'));
const asked = firstOption < 0 ? words : words.slice(0, firstOption);
const options = words.slice(asked.length);
const names = asked.includes('all') ? known : asked;
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  process.exit(2);
}
if (names.length === 0) {
  console.log(known.map((name) => `${name}\n    ${about(name)}`).join('\n') || 'bench/ holds no benchmark.');
  console.log('\nRun some with: npm run bench -- NAME… (or: all); options of a benchmark follow its name');
} else {
  if (!ensureInstalled() || !(await ensureBuilt())) process.exit(1);
  mkdirSync(join(dir, 'results'), { recursive: true });
  for (const name of names) {
    const result = measure(name, options);
    writeFileSync(join(dir, 'results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
    console.log(JSON.stringify(result));
  }
}
