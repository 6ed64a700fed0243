import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTempFolder, removeTempFolder } from './temp-folder.js';

it('is private, and removes old folders of processes that are gone, and no others', () => {
  const parent = mkdtempSync(join(tmpdir(), 'millwright-folders-'));
  const [gone, fresh, living, other] = [
    'millwright-engine-999999999-a',
    'millwright-engine-999999998-b',
    `millwright-engine-${process.pid}-c`,
    'something-else',
  ].map((name) => join(parent, name));
  for (const folder of [gone, fresh, living, other]) mkdirSync(folder);
  for (const folder of [gone, living, other]) utimesSync(folder, 0, 0);
  const made = makeTempFolder(parent);
  expect([gone, fresh, living, other, made].map((folder) => existsSync(folder))).toEqual([false, true, true, true, true]);
  expect(statSync(made).mode & 0o777).toBe(0o700);
  removeTempFolder(made);
  expect(existsSync(made)).toBe(false);
  rmSync(parent, { recursive: true });
});
