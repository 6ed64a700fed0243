// A fast stream of chance: hundreds of millions of cells would keep the library's own busy for minutes.
import { random } from 'millwright/core';

/** Words of xoshiro128** 1.1 (D. Blackman & S. Vigna, 2018) from a state of four words, as even numbers in (0, 1) and normal ones. */
export function chance(seed, name) {
  const start = random(seed, 'chance', name);
  const state = Uint32Array.from([1, 2, 3, 4], () => start.int(2 ** 32));
  const turned = (word, by) => (word << by) | (word >>> (32 - by));
  const uniform = () => {
    const drawn = Math.imul(turned(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = turned(state[3], 11);
    return (drawn + 0.5) / 2 ** 32;
  };
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) };
}
