import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseFromSpools } from './erase.js';
import { headerLine } from './header.js';
import { lineOf, linesOf } from './line.js';
import { orphans } from './orphans.js';
import { spoolPath } from './read.js';
import { Spool } from './spool.js';

let root: string;
let path: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mw-spool-'));
  path = spoolPath(root, 'a');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (maxBytes = 1e6): Spool => new Spool({ path, maxBytes });
const recordsOf = (spool: Spool) => spool.next().lines.map((line) => line.record);
const found = (text: string) => [...linesOf(Buffer.from(text))].map((line) => line.record);

describe('a line', () => {
  it('holds the length in bytes, the CRC-32 and the record', () => {
    // CRC-32 of "123456789" is cbf43926, the check value of the algorithm.
    expect(lineOf('123456789')).toBe('9 cbf43926 123456789\n');
    expect(lineOf('é').startsWith('2 ')).toBe(true);
  });

  it('is found again, and nothing that was cut off or changed is', () => {
    const text = lineOf('["a"]') + lineOf('["é"]');
    expect(found(text)).toEqual(['["a"]', '["é"]']);
    expect(found(text.slice(0, -1))).toEqual(['["a"]']);
    expect(found(text.replace('"a"', '"b"'))).toEqual([undefined, '["é"]']);
    expect(found('   \n\nwords\n')).toEqual([null, null, undefined]);
  });
});

describe('a spool', () => {
  it('gives records back in order, over several openings, and is gone when all are stored elsewhere', () => {
    const first = open();
    expect(existsSync(path)).toBe(false);
    expect([first.append(['1', '2']), first.append(['3'])]).toEqual([2, 1]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    first.release();
    const second = open();
    expect(second.rows).toBe(3);
    const block = second.next();
    expect(block.lines.map((line) => line.record)).toEqual(['1', '2', '3']);
    second.append(['4']);
    second.passed(block);
    expect([second.rows, recordsOf(second)]).toEqual([1, ['4']]);
    second.passed(second.next());
    expect([second.rows, existsSync(path)]).toEqual([0, false]);
    second.append(['5']);
    expect(recordsOf(second)).toEqual(['5']);
  });

  it('never gives more or fewer records than it kept, whatever the bound', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }), { maxLength: 8 }), fc.nat(400), (batches, room) => {
        rmSync(path, { force: true });
        const spool = new Spool({ path, maxBytes: 250 + room });
        const kept = batches.map((batch) => spool.append(batch.map((text) => JSON.stringify(text))));
        const total = kept.reduce((sum, n) => sum + n, 0);
        expect(spool.rows).toBe(total);
        expect(spool.dropped).toBe(batches.flat().length - total);
        expect(recordsOf(spool)).toHaveLength(total);
        if (total > 0) expect(statSync(path).size).toBeLessThanOrEqual(250 + room);
        spool.release();
        if (existsSync(path)) expect([open().rows, open().dropped]).toEqual([total, spool.dropped]);
      }),
      { numRuns: 40 },
    );
  });

  it('that was cut off in the middle of a record loses that one alone, at every place', () => {
    const spool = open();
    spool.append(['["first"]', '["second"]']);
    const whole = readFileSync(path);
    const start = whole.lastIndexOf('10 ');
    for (let size = start; size < whole.length; size++) {
      writeFileSync(path, whole.subarray(0, size));
      const torn = open();
      expect([torn.rows, torn.append(['["third"]']), recordsOf(torn)]).toEqual([1, 1, ['["first"]', '["third"]']]);
    }
  });

  it('that was cut off in its header holds nothing and is made anew', () => {
    open().append(['1']);
    truncateSync(path, 20);
    const spool = open();
    spool.append(['2']);
    expect(recordsOf(spool)).toEqual(['2']);
  });

  it('counts what is damaged, and what was lost with its file, as dropped', () => {
    const spool = open();
    spool.append(['"x"', '"y"']);
    writeFileSync(path, readFileSync(path, 'latin1').replace('"x"', '"z"'), 'latin1');
    spool.passed(spool.next());
    expect(spool.dropped).toBe(1);
    spool.append(['1', '2', '3']);
    rmSync(path);
    expect(spool.append(['4'])).toBe(1);
    expect([spool.dropped, spool.rows, recordsOf(spool)]).toEqual([4, 1, ['4']]);
  });

  it('that cannot be written drops everything and says how much', () => {
    writeFileSync(join(root, '.millwright'), 'a file where the folder should be');
    const spool = open();
    expect([spool.append(['1', '2']), spool.dropped, spool.rows]).toEqual([0, 2, 0]);
    rmSync(join(root, '.millwright'));
    expect([spool.append(['3']), spool.dropped]).toEqual([1, 2]);
    expect(readFileSync(path, 'utf8')).toMatch(/^\{"dropped": +2,"released":0,/);
  });
});

describe('spools of others', () => {
  const ended = { host: 'here', boot: null, pid: 1, started: null };

  it('are taken when they were released or their process has ended, and only then', () => {
    const mine = open();
    mine.append(['1']);
    const names = () => [...orphans(root, 'own')].map((o) => o.id);
    expect(names()).toEqual([]);
    mine.release();
    expect(names()).toEqual(['a']);
    expect([...orphans(root, 'a')]).toEqual([]);
    writeFileSync(spoolPath(root, 'far'), headerLine({ dropped: 0, released: false, owner: { ...ended, host: 'another' } }));
    expect(names()).toEqual(['a']);
  });

  it('give their records and their count of drops', () => {
    open().append(['1']);
    const header = headerLine({ dropped: 7, released: true, owner: ended });
    writeFileSync(path, header + lineOf('"x"') + lineOf('"y"').replace('y', 'z') + lineOf('"w"').slice(0, -1));
    const [orphan] = orphans(root, 'own');
    expect(orphan.next().lines.map((line) => line.record)).toEqual(['"x"', undefined]);
    expect([orphan.next().lines, orphan.dropped]).toEqual([[], 8]);
    orphan.remove();
    expect(existsSync(path)).toBe(false);
  });
});

it('erasing overwrites the records that are meant, in place, under a writer at work', () => {
  const spool = open();
  spool.append(['["ann",1]', '["bob",2]', '["ann",3]']);
  expect(eraseFromSpools(root, (record) => record.includes('ann'))).toBe(2);
  spool.append(['["cem",4]']);
  expect(readFileSync(path, 'utf8')).not.toContain('ann');
  expect(recordsOf(spool)).toEqual([null, '["bob",2]', null, '["cem",4]']);
  appendFileSync(path, 'torn');
  expect(eraseFromSpools(root, () => true)).toBe(2);
});
