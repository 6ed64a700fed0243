import { describe, expect, it } from 'vitest';
import { uuidv7 } from './uuidv7.js';

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('uuidv7', () => {
  it('lays the example of RFC 9562, appendix A.6, out as that does', () => {
    // 0x017F22E279B0 ms, rand_a 0xCC3 (a counter here: seeded with 11 bits only, so its top bit is 0), rand_b 0x18C4DC0C0C07398F
    const chance = [0x04, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
    const next = uuidv7(
      () => 0x017f22e279b0,
      (bytes) => bytes.set(chance.concat(chance)),
    );
    expect(next()).toBe('017f22e2-79b0-74c3-98c4-dc0c0c07398f');
    expect(next()).toBe('017f22e2-79b0-74c4-98c4-dc0c0c07398f');
  });

  it('grows strictly while the clock stands, runs and goes back, past the end of the counter', () => {
    let now = 1_700_000_000_000;
    const next = uuidv7(() => now);
    const ids = Array.from({ length: 20_000 }, (_, i) => {
      if (i % 6000 === 5999) now += 3;
      if (i === 15_000) now -= 3_600_000;
      return next();
    });
    expect(ids.every((id) => FORM.test(id))).toBe(true);
    expect(ids.every((id, i) => i === 0 || id > ids[i - 1])).toBe(true);
  });

  it('of two sources of one millisecond never meet, and no end repeats', () => {
    const [a, b] = [uuidv7(() => 5), uuidv7(() => 5)];
    const ends = new Set(Array.from({ length: 5000 }, (_, i) => (i % 2 ? a() : b()).slice(19)));
    expect(ends.size).toBe(5000);
  });
});
