import { isUtf8 } from 'node:buffer';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { utf8Watch } from './encoding.js';
import type { DataFile } from './file.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-encoding-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const fileOf = (bytes: Buffer): DataFile => {
  const path = join(root, 'file');
  writeFileSync(path, bytes);
  return { name: 'file', path, gzip: false, stats: statSync(path) };
};

it('judges bytes that come in blocks of any size as if they came at once, and finds the line', async () => {
  const piece = fc.constantFrom('a', '\n', 'é', 'ß\n', '😀', '€').map((s) => Buffer.from(s));
  const broken = fc.constantFrom([0xff], [0xc3], [0x80], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xe2, 0x82]).map((b) => Buffer.from(b));
  const content = fc.array(fc.oneof({ weight: 12, arbitrary: piece }, { weight: 1, arbitrary: broken }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(content, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }), async (pieces, sizes) => {
      const bytes = Buffer.concat(pieces);
      const watch = utf8Watch(fileOf(bytes));
      for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length])
        watch.look(bytes.subarray(at, at + sizes[i % sizes.length]));
      const error = await watch.verdict().then(
        () => undefined,
        (e: unknown) => e,
      );
      if (isUtf8(bytes)) {
        expect(error).toBeUndefined();
        return;
      }
      let [line, from] = [1, 0];
      for (let to = bytes.indexOf(10); to >= 0 && isUtf8(bytes.subarray(from, to)); to = bytes.indexOf(10, from))
        [line, from] = [line + 1, to + 1];
      expect(error).toMatchObject({ code: 'MW_DATA_ENCODING', params: { line } });
    }),
    { numRuns: 400, seed: 4 },
  );
});
