import { random } from '../core/index.js';
import type { Course, Pruner } from '../tune/index.js';

/** One promise of a pruner. `run` throws when it is broken. Independent of any test runner. */
export interface PrunerCase {
  readonly name: string;
  readonly run: (pruner: Pruner) => void;
}

const STEPS = 9;

/** Trials whose quality is drawn and shows from the first step on, under noise; those that are given up are shorter. */
function raced(pruner: Pruner, trials: number, seed: number): readonly Course[] {
  const draw = random(seed, 'pruner');
  const ended: Course[] = [];
  for (let number = 0; number < trials; number++) {
    const quality = draw.uniform();
    const losses: number[] = [];
    while (losses.length < STEPS) {
      losses.push(quality + 0.05 * draw.normal() + 1 / (1 + losses.length));
      if (losses.length < STEPS && pruner.stops({ trial: { number, losses }, others: ended, steps: STEPS })) break;
    }
    ended.push({ number, losses });
  }
  return ended;
}

/** Everything that a pruner promises, whatever its rule. */
export const prunerCases: readonly PrunerCase[] = [
  {
    name: 'lets the first trial run to its end',
    run: (pruner) => ensure(raced(pruner, 1, 1)[0].losses.length === STEPS, 'it gave up on a trial without any other to compare with'),
  },
  {
    name: 'saves at least a quarter of the steps, and keeps one of the best five of a hundred',
    run: (pruner) => {
      for (const seed of [1, 2, 3]) {
        const ended = raced(pruner, 100, seed);
        const steps = ended.reduce((sum, { losses }) => sum + losses.length, 0);
        ensure(steps <= 0.75 * 100 * STEPS, `it spent ${steps} of ${100 * STEPS} steps`);
        const order = ended.toSorted((a, b) => a.losses[0] - b.losses[0]).slice(0, 5);
        ensure(
          order.some(({ losses }) => losses.length === STEPS),
          'it gave up on all of the best',
        );
      }
    },
  },
  {
    name: 'answers by the question alone, in whatever order the others stand',
    run: (pruner) => {
      const ended = raced(pruner, 40, 7);
      for (const trial of ended.slice(20)) {
        const others = ended.filter(({ number }) => number < trial.number);
        const answers = [others, others.toReversed()].map((them) => pruner.stops({ trial, others: them, steps: STEPS }));
        ensure(answers[0] === answers[1], `trial ${trial.number} depends on the order of the others`);
      }
    },
  },
];

function ensure(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}
