import { hasTarget, mwError, type AnyTask, type Task } from '../core/index.js';
import { calibrationMethods, type CalibrationMethod } from '../evaluate/index.js';

/** Ways to calibrate the probabilities of a task; `auto` is Platt's for two classes and a temperature for more, in part, where it saves something. */
export type CalibrationFor<T extends Task = Task> =
  | 'auto'
  | (T extends 'binary' ? CalibrationMethod : T extends 'multiclass' ? 'none' | 'temperature' : 'none');

/** A way that the task has; `auto` for none. Throws `MW_MODEL_CALIBRATION` for another. */
export function checkedCalibration(task: AnyTask, method: string = 'auto'): 'auto' | CalibrationMethod {
  const known = ['auto', ...(hasTarget(task) ? calibrationMethods[task] : ['none'])];
  if (!known.includes(method)) throw mwError('MW_MODEL_CALIBRATION', { method, task, known });
  return method as 'auto' | CalibrationMethod;
}
