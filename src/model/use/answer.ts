import type { AppendColumn } from '../../data/index.js';
import { calledClasses, scoresOf } from '../../evaluate/index.js';
import type { OpenModel } from './open-model.js';

/**
 * What a version says of rows, from their calibrated margins, as named columns: `prediction` and, for classes, `probability`
 * (binary, of the positive class) or `probability_CLASS`; where money is declared also `decision`, the act or nothing.
 */
export function answerColumns(model: OpenModel, margins: Float64Array): Readonly<Record<string, AppendColumn>> {
  const { task, labels, decide } = model.content;
  const scores = scoresOf(task, model.predictor.outputs, margins);
  if (task === 'regression') return { prediction: scores };
  const rows = margins.length / model.predictor.outputs;
  const called = calledClasses({ task, classes: model.predictor.outputs, y: new Float64Array(rows), scores });
  const prediction = Array.from(called, (k) => labels[k]);
  if (task === 'binary')
    return {
      prediction,
      probability: scores,
      ...(decide ? { decision: Array.from(scores, (p) => (p >= decide.threshold ? decide.act : '')) } : {}),
    };
  const classes = labels.length;
  return {
    prediction,
    ...Object.fromEntries(
      probabilityNames(labels).map((name, k) => [name, Float64Array.from({ length: rows }, (_, i) => scores[i * classes + k])]),
    ),
  };
}

/** `probability_CLASS` of each label. A table cannot tell names apart by case alone, so the later one of two is numbered: `probability_yes_2`. */
export function probabilityNames(labels: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    let name = `probability_${label}`;
    for (let n = 2; taken.has(lowered(name)); n++) name = `probability_${label}_${n}`;
    taken.add(lowered(name));
    return name;
  });
}

const lowered = (name: string): string => name.replace(/[A-Z]/g, (c) => c.toLowerCase());
