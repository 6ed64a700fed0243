const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const sines = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296));
const encoder = new TextEncoder();

/** The bytes with the padding that RFC 1321 asks for: 0x80, zeros, the length in bits; a multiple of 64. */
function padded(bytes: Uint8Array): DataView {
  const size = ((bytes.length + 8) >> 6) * 64 + 64;
  const out = new Uint8Array(size);
  out.set(bytes);
  out[bytes.length] = 0x80;
  const view = new DataView(out.buffer);
  view.setUint32(size - 8, bytes.length << 3, true);
  view.setUint32(size - 4, Math.floor(bytes.length / 0x20000000), true);
  return view;
}

/** The four words of the MD5 digest of a text's UTF-8 bytes (RFC 1321). For spreading, not for security. */
export function md5Words(text: string): Int32Array {
  const message = padded(encoder.encode(text));
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < message.byteLength; block += 64) mixBlock(state, message, block);
  return state;
}

function mixBlock(state: Int32Array, message: DataView, block: number): void {
  let [a, b, c, d] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const mixed = round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
    const word = round === 0 ? i : round === 1 ? (5 * i + 1) & 15 : round === 2 ? (3 * i + 5) & 15 : (7 * i) & 15;
    const sum = (a + mixed + sines[i] + message.getInt32(block + word * 4, true)) | 0;
    const shift = shifts[round * 4 + (i & 3)];
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
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
