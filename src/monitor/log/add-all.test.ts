import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addAll } from './add-all.js';
import { SEPARATOR } from './messages.js';

const outOfRange = Object.assign(new Error('value "secret" is out of range'), { code: '22003' });

it('leaves out the records at fault and no other, wherever they stand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (bad) => {
      const added: number[] = [];
      const add = async (records: string): Promise<void> => {
        const numbers = JSON.parse(`[${records}]`) as number[];
        if (numbers.some((n) => bad[n])) throw outOfRange;
        added.push(...numbers);
      };
      const refused = await addAll(add, [...bad.keys()].join(SEPARATOR));
      expect(added).toEqual([...bad.keys()].filter((i) => !bad[i]));
      expect(refused).toEqual(
        [...bad.keys()].filter((i) => bad[i]).map((index) => ({ index, record: String(index), reason: 'SQLSTATE 22003' })),
      );
    }),
  );
});

it('tries few times for one bad row among many', async () => {
  let tries = 0;
  await addAll(
    async (records) => {
      tries++;
      if ((JSON.parse(`[${records}]`) as number[]).includes(321)) throw outOfRange;
    },
    Array.from({ length: 512 }, (_, i) => i).join(SEPARATOR),
  );
  expect(tries).toBe(1 + 2 * 9);
});

it('raises what says nothing about the rows', async () => {
  const gone = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  await expect(addAll(() => Promise.reject(gone), '1,\n2')).rejects.toBe(gone);
});
