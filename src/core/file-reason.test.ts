import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fileReason } from './file-reason.js';

const dir = mkdtempSync(join(tmpdir(), 'millwright-reason-'));
writeFileSync(join(dir, 'file'), '');
afterAll(() => rmSync(dir, { recursive: true }));

const reason = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return fileReason(error);
  }
  return 'none';
};

it('says why the file system refuses', () => {
  expect(reason(() => openSync(join(dir, 'none', 'x'), 'w'))).toBe('its folder does not exist');
  expect(reason(() => openSync(join(dir, 'file', 'x'), 'w'))).toBe('a part of the path is a file');
  expect(reason(() => mkdirSync(join(dir, 'file'), { recursive: true }))).toBe('a part of the path is a file');
  expect(reason(() => openSync(dir, 'w'))).toBe('it is a folder');
  expect(reason(() => openSync(join(dir, 'x'.repeat(300)), 'w'))).toBe('the name is too long');
  expect(reason(() => openSync(join(dir, 'a\0b'), 'w'))).toBe('the name holds a character that no file name may have');
  expect(fileReason({ code: 'EWHATEVER' })).toBe('the system says EWHATEVER');
  expect(fileReason(undefined)).toBe('the system says no');
});
