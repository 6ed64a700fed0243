import { expect, it } from 'vitest';
import { callNode, columnNode } from '../expr/index.js';
import { timeWordsOf } from './time-words.js';

it('days and moments read as dates, other numbers as they are', () => {
  const words = (op: string, value: number) => timeWordsOf(callNode(op, columnNode('joined', 'time')))?.(value);
  // Python: (date(2025, 8, 11) - date(1970, 1, 1)).days is 20311; datetime(2025, 8, 11, 9, 30, tzinfo=UTC).timestamp() is 1754904600
  expect(words('epochDays', 20311)).toBe('2025-08-11');
  expect(words('epochDays', -1)).toBe('1969-12-31');
  expect(words('epochMs', 1754904600000)).toBe('2025-08-11T09:30:00Z');
  expect(words('epochMs', 1754904600250)).toBe('2025-08-11T09:30:00.250Z');
  expect(words('month', 8)).toBeUndefined();
  expect(timeWordsOf(columnNode('tenure', 'number'))).toBeUndefined();
});
