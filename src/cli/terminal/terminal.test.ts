import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  barChart,
  cutText,
  histogramLine,
  padText,
  paint,
  printable,
  progressLine,
  sparkline,
  textTable,
  textWidth,
  wantsColour,
} from './index.js';

describe('width', () => {
  it('counts wide letters and emoji as two', () => {
    expect(['abc', '日本', '😀', 'é', 'e\u0301', '👩‍👩‍👧'].map(textWidth)).toEqual([3, 4, 2, 1, 1, 2]);
  });
  it('cuts between letters, never inside one', () => {
    expect(cutText('tenure', 6)).toBe('tenure');
    expect(cutText('tenure', 5)).toBe('tenu…');
    expect(cutText('a😀😀', 4)).toBe('a😀…');
    expect(cutText('abc', 0)).toBe('');
  });
  it('pads on either side', () => {
    expect([padText('日', 4), padText('7', 3, 'right'), padText('long', 2)]).toEqual(['日  ', '  7', 'long']);
  });
  it('lets no control character through, and keeps joined emoji whole', () => {
    expect(printable('a\u001b[2Jb\n\tc\u202Ed')).toBe('a·[2Jb··c·d');
    expect(printable('👩‍👩‍👧 ok')).toBe('👩‍👩‍👧 ok');
    expect(printable('\ud800')).toBe('·');
  });
});

describe('colour', () => {
  it('paints only when asked to', () => {
    expect(paint(true).bold('x')).toBe('\u001b[1mx\u001b[22m');
    expect(paint(false).red('x')).toBe('x');
    expect(paint(true).red('')).toBe('');
  });
  it('follows NO_COLOR, where the empty text does not count, and dumb terminals', () => {
    expect(wantsColour({}, true)).toBe(true);
    expect(wantsColour({ NO_COLOR: '' }, true)).toBe(true);
    expect(wantsColour({ NO_COLOR: '1' }, true)).toBe(false);
    expect(wantsColour({ TERM: 'dumb' }, true)).toBe(false);
    expect(wantsColour({}, false)).toBe(false);
  });
});

describe('charts', () => {
  it('draws a line of heights', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([5, 5])).toBe('▁▁');
    expect(sparkline([0, NaN, 1])).toBe('▁ █');
    expect(sparkline([])).toBe('');
  });
  it('shows a bin of one row beside one of a million', () => {
    expect(histogramLine([1_000_000, 0, 1])).toBe('█·▁');
    expect(histogramLine([8, 4, 1])).toBe('█▄▁');
    expect(histogramLine([0, 0])).toBe('··');
  });
  it('draws bars in eighths that fit the width', () => {
    const lines = barChart(
      [
        { label: 'gbdt', value: 16 },
        { label: 'a', value: 9 },
        { label: 'b', value: 0 },
      ],
      { width: 25 },
    );
    expect(lines).toEqual(['gbdt ████████████████  16', 'a    █████████          9', 'b                       0']);
    expect(
      barChart(
        [
          { label: 'x', value: 4 },
          { label: 'y', value: 1 },
        ],
        { width: 8 },
      )[1],
    ).toBe('y ▊    1');
  });
  it('formats values and survives long labels', () => {
    const [line] = barChart([{ label: 'a very long label indeed', value: 0.5 }], { width: 30, format: (v) => `${v * 100}%` });
    expect(line).toBe(`a very long… ${'█'.repeat(12)}  50%`);
    expect(textWidth(line)).toBe(30);
  });
});

describe('textTable', () => {
  it('aligns words left and numbers right', () => {
    const rows = [
      ['tenure', '72'],
      ['名前', '7032'],
    ];
    expect(textTable([{ title: 'name' }, { title: 'distinct', align: 'right' }], rows)).toEqual([
      'name    distinct',
      'tenure        72',
      '名前        7032',
    ]);
  });
  it('lets the widest words give way, never a number', () => {
    const lines = textTable([{ title: 'a' }, { title: 'n', align: 'right' }], [['x'.repeat(40), '1234567890']], { width: 30 });
    expect(lines[1]).toBe(`${'x'.repeat(17)}…  1234567890`);
  });
  it('shows missing cells as blank and paints the titles only', () => {
    expect(textTable([{ title: 'a' }, { title: 'b' }], [['1']], { title: (t) => `<${t}>` })).toEqual(['<a  b>', '1']);
  });
});

const start = (live: boolean) => {
  const written: string[] = [];
  return { written, line: progressLine({ write: (t) => written.push(t), live, width: 60, clock: () => Date.now() }) };
};

describe('progressLine', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  it('writes nothing where nobody looks', () => {
    const { written, line } = start(false);
    line.show('reading', 1, 2);
    line.clear();
    expect(written).toEqual([]);
  });
  it('shows share and words', () => {
    const { written, line } = start(true);
    line.show('fitting gbdt', 5, 20);
    expect(written).toEqual([`\r\u001b[2K 25% ${'━'.repeat(5)}${'─'.repeat(15)} fitting gbdt (5 of 20)`]);
  });
  it('paints at most ten times a second, and the newest words always', () => {
    const { written, line } = start(true);
    for (let i = 0; i < 1000; i++) {
      line.show(`row ${i}`);
      vi.advanceTimersByTime(1);
    }
    expect(written.length).toBeGreaterThanOrEqual(9);
    expect(written.length).toBeLessThanOrEqual(11);
    vi.advanceTimersByTime(100);
    expect(written.at(-1)).toContain('row 999');
  });
  it('clears once and leaves nothing to be painted later', () => {
    const { written, line } = start(true);
    line.show('a');
    line.show('b');
    line.clear();
    line.clear();
    vi.advanceTimersByTime(500);
    expect(written).toEqual(['\r\u001b[2Ka …', '\r\u001b[2K']);
  });
});
