import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, errorFields, type LogLevel } from './log.js';
import { masker } from './mask.js';
import { requestIds } from './request-id.js';
import { perSecond } from './limited.js';

const logged = (level: LogLevel = 'info', secrets: readonly string[] = []) => {
  const lines: string[] = [];
  return { lines, log: createLog({ write: (line) => void lines.push(line), clock: () => 1000, level, secrets }) };
};

describe('the log', () => {
  it('writes one JSON object a line, from its level upwards', () => {
    const { lines, log } = logged('warn');
    log.debug('a');
    log.info('b');
    log.warn('c', { status: 503, model: undefined });
    log.error('d', { ms: 1.5, at: null });
    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:01.000Z","level":"warn","msg":"c","status":503}\n',
      '{"time":"1970-01-01T00:00:01.000Z","level":"error","msg":"d","ms":1.5,"at":null}\n',
    ]);
    expect([log.writes('info'), log.writes('error'), logged('silent').log.writes('error')]).toEqual([false, true, false]);
  });

  it('no text ends its line or reaches a terminal as a command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { lines, log } = logged();
        log.info(text, { route: text });
        expect(lines).toHaveLength(1);
        expect(lines[0].slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(Object.keys(JSON.parse(lines[0]) as object)).toEqual(['time', 'level', 'msg', 'route']);
      }),
      { seed: 3, numRuns: 300 },
    );
    const { lines, log } = logged();
    log.info('two\r\nlines\u2028and \u009b2J');
    expect((JSON.parse(lines[0]) as { msg: string }).msg).toBe('two\r\nlines\u2028and \u009b2J');
  });

  it('hides the secrets that it is told, and what looks like one', () => {
    const { lines, log } = logged('info', ['canary-4711', 'canary-4711-long', 'a']);
    const token = `mw_${'0'.repeat(16)}_${'f'.repeat(64)}`;
    log.info('canary-4711-long', {
      dsn: 'postgres://me:hunter2@db:5432/x',
      header: 'Bearer abc.def',
      token,
      url: 'x?password=hunter2&a=1',
    });
    log.error('cannot reach "smtp://u:p%40ss@mail"', { key: '{"secret":"hunter2"}' });
    expect(lines.join('')).not.toMatch(/canary|hunter2|p%40ss|abc\.def|ffff/);
    expect((JSON.parse(lines[0]) as { dsn: string }).dsn).toBe('postgres://***@db:5432/x');
    expect(masker(['a'])('banana')).toBe('banana');
  });

  it('tells errors by code and chain', () => {
    const cause = Object.assign(new Error('no route to host'), { code: 'EHOSTUNREACH' });
    const fields = errorFields(new Error('away', { cause }));
    expect(fields).toMatchObject({ code: 'EHOSTUNREACH', error: 'Error: away < Error: no route to host' });
    expect(String(fields['stack'])).toContain('log.test');
    expect(errorFields('odd')).toEqual({ error: 'odd' });
  });
});

describe('names of requests', () => {
  it('are the caller’s when sound, else counted', () => {
    const name = requestIds('p');
    expect([name('order-7'), name(undefined), name('a\r\nb'), name('x'.repeat(65)), name(['a', 'b']), name('')]).toEqual([
      'order-7',
      'p-1',
      'p-2',
      'p-3',
      'p-4',
      'p-5',
    ]);
    expect(requestIds()(undefined)).toMatch(/^[0-9a-f]{8}-1$/);
  });
});

it('lines about failures are so many a second, and say how many were left out', () => {
  let now = 0;
  const may = perSecond(2, () => now);
  expect([may(), may(), may(), may()]).toEqual([0, 0, undefined, undefined]);
  now = 1000;
  expect([may(), may(), may()]).toEqual([2, 0, undefined]);
});
