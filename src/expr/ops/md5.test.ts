import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { md5, md5Prefix } from './md5.js';

/** RFC 1321, appendix A.5. */
const vectors: Readonly<Record<string, string>> = {
  '': 'd41d8cd98f00b204e9800998ecf8427e',
  a: '0cc175b9c0f1b6a831c399e269772661',
  abc: '900150983cd24fb0d6963f7d28e17f72',
  'message digest': 'f96b697d7cb7938d525a2f31aaf161d0',
  abcdefghijklmnopqrstuvwxyz: 'c3fcd3d76192e4007dfb496cca67e13b',
  ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789: 'd174ab98d277d9f5a5611c2c9f419d9f',
  '12345678901234567890123456789012345678901234567890123456789012345678901234567890': '57edf4a22be3c955ac49da2e2107b67a',
};

describe('md5', () => {
  it.for(Object.entries(vectors))('%j', ([text, digest]) => {
    expect(md5(text)).toBe(digest);
    expect(md5Prefix(text)).toBe(Number.parseInt(digest.slice(0, 8), 16));
  });

  it("equals Node's own at every length around the block borders and for any Unicode", () => {
    for (let length = 50; length < 140; length++)
      expect(md5('x'.repeat(length))).toBe(createHash('md5').update('x'.repeat(length)).digest('hex'));
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (text) => md5(text) === createHash('md5').update(text.toWellFormed()).digest('hex'),
      ),
    );
  });
});
