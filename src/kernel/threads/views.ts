/** A memory as arrays of each type over the same bytes. */
export interface Views {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

export function viewsOf(bytes: ArrayBufferLike): Views {
  return {
    u8: new Uint8Array(bytes),
    u16: new Uint16Array(bytes),
    u32: new Uint32Array(bytes),
    i32: new Int32Array(bytes),
    f32: new Float32Array(bytes),
    f64: new Float64Array(bytes),
  };
}
