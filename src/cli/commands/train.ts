import { mwError } from '../../core/index.js';
import type { LearnerName } from '../../learn/index.js';
import type { Command } from '../command.js';
import { bytesOption, jsonOption, numberOption } from '../parse.js';
import { modelArgument, openCall } from '../project.js';
import { trainedText } from '../words/trained.js';

/** The names of all learners, as the help shows them: to load the learners for it would triple what every command reads as it starts. */
const LEARNERS = {
  constant: true,
  linear: true,
  gbdt: true,
  ebm: true,
  forest: true,
  extra_trees: true,
  knn: true,
  naive_bayes: true,
  svm: true,
  mlp: true,
  glm: true,
  kmeans: true,
  gmm: true,
  dbscan: true,
  hdbscan: true,
  agglomerative: true,
  isolation_forest: true,
  ecod: true,
  lof: true,
  blend: true,
  stack: true,
} satisfies Record<LearnerName, true>;

export const trainCommand: Command = {
  name: 'train',
  summary: 'Fits the model, judges it on rows that it never saw, and registers a version.',
  args: [modelArgument('defined in models/; may be left out when there is only one')],
  options: [
    {
      name: 'learner',
      value: 'L',
      doc: `One learner (${Object.keys(LEARNERS).join(', ')}) instead of comparing linear and gbdt by cross-validation.`,
    },
    { name: 'params', value: 'JSON', doc: 'Parameters of that learner, such as \'{"trees": 300}\'.' },
    { name: 'metric', value: 'M', doc: 'The metric that chooses: auc, log_loss, rmse …' },
    { name: 'seed', value: 'N', doc: "Seed of every random choice (default 7, or the model's own)." },
    {
      name: 'threads',
      value: 'N',
      doc: 'Most threads of the data engine and of the learner (default: what the machine offers); results do not depend on it.',
    },
    { name: 'memory', value: 'SIZE', doc: 'Memory of the run, such as 2gb: rows beyond it stay on disk (default: what the machine has).' },
    { name: 'budget', value: 'TIME', doc: 'Tune for this long. In a later version.' },
    { name: 'trials', value: 'N', doc: 'Tune with this many trials. In a later version.' },
    { name: 'sampler', value: 'S', doc: 'How tuning picks its trials. In a later version.' },
  ],
  example: 'millwright train churn --learner gbdt --params \'{"trees": 300, "learningRate": 0.05}\'',
  run: async (call) => {
    for (const option of ['budget', 'trials', 'sampler']) {
      if (call.options[option] !== undefined)
        throw mwError('MW_CLI_LATER', {
          what: `"train --${option}"`,
          instead: 'Leave it out: linear and gbdt are compared at their defaults. Parameters can be set with --params.',
        });
    }
    const threads = numberOption('train', call.options, 'threads', { low: 1, high: 256, whole: true });
    const seed = numberOption('train', call.options, 'seed', { low: 0, high: Number.MAX_SAFE_INTEGER, whole: true });
    const memory = bytesOption('train', call.options, 'memory', '256mb');
    const params = jsonOption(call.options, 'params', '{"trees": 200}');
    const { learner, metric } = call.options as Record<string, string | undefined>;
    const { train } = await import('../../model/index.js');
    await using open = await openCall(call);
    const model = await open.model(call.args[0]);
    const version = await train(model, {
      ...open.run,
      ...(threads === undefined ? {} : { threads }),
      ...(memory === undefined ? {} : { memoryMb: memory / 2 ** 20 }),
      ...(seed === undefined ? {} : { seed }),
      ...(metric === undefined ? {} : { metric }),
      ...(learner === undefined ? {} : { learner }),
      ...(params === undefined ? {} : { params: params as never }),
    });
    return { json: version, text: trainedText(version, call.look) };
  },
};
