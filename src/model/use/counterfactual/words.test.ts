import { expect, it } from 'vitest';
import { t } from '../../../data/index.js';
import { changeText } from './words.js';

const changes = [{ column: 'tenure', from: 2, to: 64 }];
const schema = { tenure: t.int() };

it('the other answer is told once: after the chance of a yes, and in place of it where there are several classes', () => {
  const yes = { prediction: 'Yes', probability: 0.6 };
  expect(changeText(schema, changes, { task: 'binary', of: 'Churn' }, yes, { prediction: 'No', probability: 0.2 })).toBe(
    'If tenure were 64 instead of 2, the chance of Churn would fall from 60% to 20%, and the answer would be "No".',
  );
  const monthly = { prediction: 'Monthly', probability: 0.9 };
  expect(changeText(schema, changes, { task: 'multiclass', of: 'Monthly' }, monthly, { prediction: 'Yearly', probability: 0.5 })).toBe(
    'If tenure were 64 instead of 2, the answer would be "Yearly" instead of "Monthly".',
  );
});
