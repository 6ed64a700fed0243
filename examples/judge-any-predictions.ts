// Metrics with intervals for predictions that any program made, and the threshold that earns most.
import { random } from 'millwright/core';
import { chooseThreshold, metricIntervals, metricNamed } from 'millwright/evaluate';

const rows = 500;
const draw = random(3, 'example');
const scores = Float64Array.from({ length: rows }, () => draw.uniform());
const y = scores.map((p) => (draw.uniform() < 0.2 + 0.6 * p ? 1 : 0));

const metrics = ['auc', 'log_loss', 'accuracy'].map((name) => metricNamed(name));
const judged = metricIntervals(metrics, { task: 'binary', classes: 1, y, scores }, { seed: 7 });

for (const [name, { value, low, high }] of Object.entries(judged)) {
  console.log(`${name} ${value.toFixed(3)}, with 95% certainty from ${low.toFixed(3)} to ${high.toFixed(3)}`);
}

const offer = { act: 'offer a discount', cost: 30, valueIfRight: 50 };
const { threshold, from, best } = chooseThreshold(offer, { y, probability: scores }, { seed: 7 });
console.log(`Act from a probability of ${threshold.toFixed(2)}, by the ${from}; at best that earns ${best.perRow.toFixed(2)} a row.`);

// Prints:
// auc 0.728, with 95% certainty from 0.683 to 0.772
// log_loss 0.673, with 95% certainty from 0.602 to 0.747
// accuracy 0.666, with 95% certainty from 0.624 to 0.706
// Act from a probability of 0.60, by the amounts; at best that earns 2.54 a row.
