import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './support/files.js';

/** What a program says at its end that it prints: the lines after `// Prints:`. */
const promised = (text: string): string =>
  (text.split('\n// Prints:\n')[1] ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n');

describe('examples', () => {
  it.for(filesBelow('examples', '.ts'))('%s prints what it says', (path) => {
    const ran = spawnSync(process.execPath, [join(root, path)], { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    expect(ran.stdout.trimEnd()).toBe(promised(readFileSync(join(root, path), 'utf8')));
  });

  it('are all listed in their README', () => {
    const listed = [...readFileSync(join(root, 'examples/README.md'), 'utf8').matchAll(/\]\(([\w-]+\.ts)\)/g)].map(
      ([, name]) => `examples/${name}`,
    );
    expect(listed.toSorted()).toEqual(filesBelow('examples', '.ts'));
  });
});
