import { costOf, learnerNamed, resolveParams } from '../../learn/index.js';
import { openFolds, type Fold, type FoldsHead } from './fold-files.js';
import type { FromTrialProcess, Step, ToTrialProcess } from './messages.js';

// A process of its own that fits and predicts the folds of one trial after the other: a trial that crashes or never ends takes nothing
// with it. It ends when the process that leads the study is gone.
process.once('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

const tell = (message: FromTrialProcess): Promise<void> => new Promise((sent) => void process.send!(message, () => sent()));
const { head, fold } = openFolds(process.argv[2]);
let answer: ((yes: boolean) => void) | undefined;

process.on('message', (message: ToTrialProcess) => {
  if (message.kind === 'go on') answer?.(message.yes);
  else void run(message).catch((error: unknown) => tell({ kind: 'failed', reason: reasonOf(error) }));
});
void tell({ kind: 'ready' });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function run({ learner, params }: Extract<ToTrialProcess, { kind: 'run' }>): Promise<void> {
  for (let i = 0; i < head.folds; i++) {
    const began = performance.now();
    const step = await stepOf(head, fold(i), learner, params);
    const heard = new Promise<boolean>((resolve) => (answer = resolve));
    await tell({ kind: 'step', fold: i, ...step, seconds: (performance.now() - began) / 1000 });
    if (!(await heard)) break;
  }
  await tell({ kind: 'done' });
}

async function stepOf(
  { task, classes, seed }: FoldsHead,
  { training, tested }: Fold,
  name: string,
  params: {},
): Promise<Omit<Step, 'seconds'>> {
  const learner = learnerNamed(name);
  const predictor = await learner.fit({ task, classes, ...training } as never, {
    params: resolveParams(name, learner.params, params),
    seed,
    threads: 1,
    signal: new AbortController().signal,
  });
  const out = new Float64Array(tested.y.length * predictor.outputs);
  predictor.predict(tested.x, out);
  return { margins: out, cost: costOf(name, predictor.toParts()), explains: predictor.contributions !== undefined };
}
