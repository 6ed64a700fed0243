import { describe, expect, it } from 'vitest';
import { drawArm } from './arms.js';
import { checkRules } from './check-rules.js';
import { drawOf } from './draw.js';

const keys = Array.from({ length: 20_000 }, (_, i) => `customer-${i}`);

describe('the place of a key', () => {
  it('is the first 48 bits of sha256, as any language computes it', () => {
    // Python: int(hashlib.sha256(b'may:customer-1').hexdigest()[:12], 16) / 2**48
    expect(drawOf('may', 'customer-1')).toBe(0.8296497785362611);
    expect(drawOf('', '')).toBe(0.9049687102438426);
  });

  it('spreads evenly, and one salt says nothing about another', () => {
    const low = keys.filter((key) => drawOf('a', key) < 0.5);
    const both = low.filter((key) => drawOf('b', key) < 0.5);
    // Four standard deviations of 20,000 (10,000) coin throws.
    expect(Math.abs(low.length - 10_000)).toBeLessThan(283);
    expect(Math.abs(both.length - low.length / 2)).toBeLessThan(200);
  });
});

describe('the arm of a row', () => {
  const rules = {
    ab: {
      salt: 'may',
      arms: [
        { to: 2, percent: 30 },
        { to: 'shadow', percent: 20 },
      ],
    },
  };

  it('is the same for the same key, and shares are kept', () => {
    const drawn = keys.map((key) => drawArm(rules, key)?.to);
    expect(drawn).toEqual(keys.map((key) => drawArm(rules, key)?.to));
    const share = (to: unknown): number => drawn.filter((one) => one === to).length / keys.length;
    expect(share(2)).toBeCloseTo(0.3, 1);
    expect(share('shadow')).toBeCloseTo(0.2, 1);
    expect(share(undefined)).toBeCloseTo(0.5, 1);
  });

  it('keeps its keys when the share of the last arm grows', () => {
    const wider = { ab: { salt: 'may', arms: [rules.ab.arms[0], { to: 'shadow', percent: 40 }] } };
    const moved = keys.filter((key) => drawArm(rules, key) !== undefined && drawArm(wider, key)?.to !== drawArm(rules, key)?.to);
    expect(moved).toEqual([]);
  });

  it('is the canary for its share of what A/B leaves, independently', () => {
    const trial = { ...rules, canary: { to: 3, percent: 10 } };
    const rest = keys.filter((key) => drawArm(rules, key) === undefined);
    const canaries = rest.filter((key) => drawArm(trial, key)?.route === 'canary');
    expect(canaries.length / rest.length).toBeCloseTo(0.1, 1);
    expect(keys.every((key) => drawArm({ canary: { to: 3, percent: 100 } }, key)?.to === 3)).toBe(true);
    expect(drawArm({}, 'anybody')).toBeUndefined();
  });
});

describe('rules that cannot be followed', () => {
  const known = { versions: [1, 2], aliases: { champion: 1 } };

  it('name no version, or share out more than all', () => {
    const refusal = (rules: Parameters<typeof checkRules>[0]) => expect(() => checkRules(rules, known));
    refusal({ canary: { to: 3, percent: 5 } }).toThrow('no version or alias 3');
    refusal({ shadow: ['toString'] }).toThrow('no version or alias toString');
    const arms = [
      { to: 1, percent: 60 },
      { to: 2, percent: 41 },
    ];
    refusal({ ab: { salt: 's', arms } }).toThrow('add up to 101 percent');
    refusal({ canary: { to: 'champion', percent: 5 }, ab: { salt: 's', arms: [arms[0]] }, shadow: [2] }).not.toThrow();
  });
});
