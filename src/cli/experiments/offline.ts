import { given } from '../../core/index.js';
import type { Answer, Call, Options } from '../command.js';
import { dueOption, wrongValue } from '../parse.js';
import { openCall } from '../project.js';
import { offlineText } from '../words/offline.js';
import type { ExperimentAction } from './action.js';
import { fromOf, levelOf, listOf } from './options.js';

/** What another version would have brought on the lists that were served. */
export const offlineAction: ExperimentAction = {
  takes: ['model', 'since', 'reward', 'alpha'],
  run: offline,
};

async function offline(call: Call): Promise<Answer> {
  const { options } = call;
  const model = dueOption('experiment', options, 'model', 'NAME@N');
  const wish = { from: fromOf(call), reward: rewardOf(options), level: levelOf(options) };
  const { offlineExperiment } = await import('../../monitor/index.js');
  await using open = await openCall(call);
  const found = await offlineExperiment(model, open.run, given(wish) as never);
  return { json: found, text: offlineText(found, call.look), refused: found.evaluation.faults.length > 0 };
}

function rewardOf(options: Options): 'revenue' | readonly string[] | undefined {
  const named = listOf(options, 'reward');
  if (!named?.includes('revenue')) return named;
  if (named.length > 1) throw wrongValue('experiment', '--reward', 'revenue alone, or types of events', named.join(','));
  return 'revenue';
}
