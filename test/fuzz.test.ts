import { expect, it } from 'vitest';
import { fuzz } from './support/fuzz.js';
import { openServed } from './support/served.js';

it('2,000 mutated requests: no crash, no 5xx, no answer outside the schema', async () => {
  const served = await openServed();
  try {
    const result = await fuzz(served, { requests: 2000, seed: 7 });
    expect(result.faults).toEqual([]);
    expect(result.statuses['200']).toBeGreaterThan(50);
    expect((await fetch(`${served.url}/livez`)).status).toBe(200);
    expect(served.said.filter((line) => /failed/.test(line))).toEqual([]);
  } finally {
    await served.close();
  }
});
