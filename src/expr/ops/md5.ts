const turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const shifts = Uint8Array.from({ length: 64 }, (_, i) => turns[(i >> 4) * 4 + (i & 3)]);
const sines = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296));
const places = Uint8Array.from({ length: 64 }, (_, i) => [i, 5 * i + 1, 3 * i + 5, 7 * i][i >> 4] & 15);
const encoder = new TextEncoder();

/** A text's UTF-8 bytes as little-endian words with the padding of RFC 1321: 0x80, zeros, the length in bits; a multiple of 16 words. */
function paddedWords(text: string): Int32Array {
  const bytes = encoder.encode(text);
  const words = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16);
  for (let i = 0; i < bytes.length; i++) words[i >> 2] |= bytes[i] << ((i & 3) * 8);
  words[bytes.length >> 2] |= 0x80 << ((bytes.length & 3) * 8);
  words[words.length - 2] = bytes.length << 3;
  words[words.length - 1] = Math.floor(bytes.length / 0x20000000);
  return words;
}

/** The four words of the MD5 digest of a text's UTF-8 bytes (RFC 1321). For spreading, not for security. */
function md5Words(text: string): Int32Array {
  const message = paddedWords(text);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < message.length; block += 16) mixBlock(state, message, block);
  return state;
}

function mixBlock(state: Int32Array, message: Int32Array, block: number): void {
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  for (let i = 0; i < 64; i++) {
    const mixed = i < 16 ? (b & c) | (~b & d) : i < 32 ? (d & b) | (~d & c) : i < 48 ? b ^ c ^ d : c ^ (b | ~d);
    const sum = (a + mixed + sines[i] + message[block + places[i]]) | 0;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shifts[i]) | (sum >>> (32 - shifts[i])))) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

/** The digest as 32 hexadecimal digits. */
export function md5(text: string): string {
  const view = new DataView(new ArrayBuffer(16));
  md5Words(text).forEach((word, i) => view.setInt32(i * 4, word, true));
  return Array.from(new Uint8Array(view.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first eight hexadecimal digits of the digest as a number, 0 … 2^32 - 1. */
export function md5Prefix(text: string): number {
  const [a] = md5Words(text);
  return (((a & 0xff) << 24) | ((a & 0xff00) << 8) | ((a >>> 8) & 0xff00) | (a >>> 24)) >>> 0;
}
