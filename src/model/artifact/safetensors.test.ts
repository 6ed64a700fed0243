import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors, type ArtifactArrays } from './safetensors.js';

// Written by the reference library: fixtures/make_safetensors.py.
const peer = readFileSync(new URL('fixtures/arrays.safetensors', import.meta.url));
const arrays: ArtifactArrays = {
  'tree.value': Float64Array.of(1.5, -2, 5e-324),
  bias: Float64Array.of(0.25),
  gain: Float32Array.of(0.5, 3),
  left: Int32Array.of(-1, 2, 2147483647),
  count: Uint32Array.of(4294967295),
  bin: Uint16Array.of(65535, 1, 2),
  flags: Uint8Array.of(0, 255, 7),
  empty: new Float64Array(),
  'odd "name" é': Uint8Array.of(9),
};

describe('beside the reference library', () => {
  it('reads its file', () => expect(readSafetensors(peer, 'f')).toEqual(arrays));
  it('writes the same bytes', () => expect(Buffer.from(writeSafetensors(arrays)).equals(peer)).toBe(true));
});

describe('what is written', () => {
  const anyArray = fc.oneof(
    fc.float64Array({ maxLength: 20 }),
    fc.float32Array({ maxLength: 20 }),
    fc.int32Array({ maxLength: 20 }),
    fc.uint32Array({ maxLength: 20 }),
    fc.uint16Array({ maxLength: 20 }),
    fc.uint8Array({ maxLength: 20 }),
  );
  const anyName = fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__');

  it('comes back to the bit, whatever the names, types and order', () => {
    fc.assert(
      fc.property(fc.dictionary(anyName, anyArray, { noNullPrototype: true }), (given) => {
        const reversed = Object.fromEntries(Object.entries(given).toReversed());
        const bytes = writeSafetensors(given);
        expect(Buffer.from(writeSafetensors(reversed)).equals(bytes)).toBe(true);
        expect(readSafetensors(bytes, 'f')).toEqual(given);
      }),
    );
  });

  it('can be read from any place in a buffer', () => {
    for (let shift = 0; shift < 8; shift++) {
      const buffer = Buffer.concat([Buffer.alloc(shift), peer]);
      expect(readSafetensors(buffer.subarray(shift), 'f')).toEqual(arrays);
    }
  });

  it('takes a view for what it shows, not for the buffer behind it', () => {
    const view = new Float64Array(Float64Array.of(1, 2, 3).buffer, 8, 1);
    expect(readSafetensors(writeSafetensors({ view }), 'f')).toEqual({ view: Float64Array.of(2) });
  });

  it('cannot be an array of another type', () => {
    expect(() => writeSafetensors({ big: new BigInt64Array(1) as never })).toThrow('an artifact cannot hold [object BigInt64Array]');
  });
});

const file = (header: string, data = 0, declared = Buffer.byteLength(header)): Uint8Array => {
  const out = Buffer.alloc(8 + Buffer.byteLength(header) + data);
  out.writeBigUInt64LE(BigInt(declared));
  out.write(header, 8);
  return out;
};
const one = (entry: object, data = 8): Uint8Array =>
  file(JSON.stringify({ a: { dtype: 'F64', shape: [1], data_offsets: [0, 8], ...entry } }), data);

describe('a hostile file is refused with its reason', () => {
  const two = (begin: number, end: number) =>
    file(
      JSON.stringify({
        a: { dtype: 'U8', shape: [4], data_offsets: [0, 4] },
        b: { dtype: 'U8', shape: [end - begin], data_offsets: [begin, end] },
      }),
      8,
    );
  it.each([
    ['nothing at all', new Uint8Array(), 'shorter than'],
    ['half a length field', new Uint8Array(7), 'shorter than'],
    ['a header beyond the end', file('{}', 0, 3), 'a header of 3 bytes'],
    ['a header of 2^64 − 1 bytes', Buffer.alloc(16, 255), 'a header of 18446744073709551615 bytes'],
    ['no JSON', file('{"a"'), 'not JSON'],
    ['no UTF-8', Buffer.concat([file('  '), Buffer.of()]).fill(0xff, 8), 'not JSON'],
    ['a list', file('[]'), 'no object'],
    ['deep JSON', file('['.repeat(100_000)), 'deeper than 3'],
    ['metadata', file('{"__metadata__":{"a":"b"}}'), 'not an array'],
    ['a name that is a prototype', file('{"__proto__":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}'), '__proto__'],
    ['null for an entry', file('{"a":null}'), 'not an array'],
    ['another type', one({ dtype: 'I64' }), 'not an array'],
    ['a type of Object.prototype', one({ dtype: 'constructor' }), 'not an array'],
    ['an extra field', one({ run: 'code' }), 'not an array'],
    ['two dimensions', one({ shape: [1, 1] }), 'no proper shape'],
    ['a negative size', one({ shape: [-1] }), 'no proper shape'],
    ['a broken size', one({ shape: [0.5] }), 'no proper shape'],
    ['a size beyond 2^53', one({ shape: [2 ** 53] }), 'no proper shape'],
    ['places out of order', one({ data_offsets: [8, 0] }), 'does not fit'],
    ['a shape that overflows', one({ shape: [2 ** 50] }), 'does not fit'],
    ['a place larger than the shape', one({ data_offsets: [0, 16] }, 16), 'does not fit'],
    ['a place outside the file', one({ shape: [2], data_offsets: [0, 16] }), '8 bytes of data, where 16'],
    ['bytes after the last', one({}, 9), '9 bytes of data, where 8'],
    ['a gap', two(5, 8), 'begins at 5, where 4'],
    ['an overlap', two(3, 8), 'begins at 3, where 4'],
    [
      'a misaligned array',
      file(
        JSON.stringify({ a: { dtype: 'U8', shape: [1], data_offsets: [0, 1] }, b: { dtype: 'U16', shape: [1], data_offsets: [1, 3] } }),
        3,
      ),
      'does not fit',
    ],
    [
      'the same name twice',
      file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', 2),
      'begins at 1, where 0',
    ],
    ['1e999', file('{"a":{"dtype":"U8","shape":[1e999],"data_offsets":[0,1]}}', 1), 'beyond the range'],
  ])('%s', (_, bytes, reason) => {
    expect(() => readSafetensors(bytes, 'f')).toThrow(
      expect.objectContaining({ code: 'MW_MODEL_ARTIFACT', where: 'f', message: expect.stringContaining(reason) }),
    );
  });

  it('never raises anything else, whichever bytes are changed', () => {
    const tampered = fc.array(fc.tuple(fc.nat(peer.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(tampered, (changes) => {
        const bytes = Buffer.from(peer);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          readSafetensors(bytes, 'f');
        } catch (error) {
          expect(error).toMatchObject({ code: 'MW_MODEL_ARTIFACT' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
