import type { Json } from '../core/index.js';
import type { Param } from '../learn/index.js';

/** The outermost values that a parameter takes. */
export function edgesOf(param: Param): readonly Json[] {
  if (param.type === 'flag') return [true, false];
  if (param.type === 'choice') return param.choices;
  if (param.type === 'perFeature') return param.choices.map((choice) => ({ size: choice }));
  if (param.type === 'featureGroups') return [[], [['size']], [['size', 'size'], []]];
  if (param.type === 'learner') return ['constant', { learner: 'linear' }];
  if (param.type === 'learners') return [['constant'], [{ learner: 'constant', params: {} }, { learner: 'linear' }]];
  return [param.low, param.high];
}

/** Values that a parameter does not take. */
export function beyond(param: Param): readonly Json[] {
  if (param.type === 'flag') return ['yes', 1];
  if (param.type === 'choice') return ['no such choice', 1];
  if (param.type === 'perFeature') return [{ size: 'no such choice' }, 'size'];
  if (param.type === 'featureGroups') return ['size', ['size'], [[1]]];
  if (param.type === 'learner') return [1, ['linear'], {}, 'blend', { learner: 'linear', params: { l2: -1 } }];
  if (param.type === 'learners') return ['linear', [], [1], [{}], [{ learner: 'linear', params: { l2: -1 } }]];
  return [param.low - 1, param.high * 2 + 1, '1', null, ...(param.type === 'int' ? [param.low + 0.5] : [])];
}
