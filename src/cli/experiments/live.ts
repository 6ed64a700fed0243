import { given } from '../../core/index.js';
import type { Answer, Call } from '../command.js';
import { dueOption, numberOption, textOption } from '../parse.js';
import { openCall } from '../project.js';
import { analysedText } from '../words/analysed.js';
import type { ExperimentAction } from './action.js';
import { fromOf, levelOf } from './options.js';

/** What an A/B between recommenders earned so far. */
export const liveAction: ExperimentAction = {
  takes: ['model', 'name', 'since', 'control', 'planned', 'alpha'],
  run: live,
};

async function live(call: Call): Promise<Answer> {
  const { options } = call;
  const model = dueOption('experiment', options, 'model', 'NAME');
  const wish = {
    experiment: textOption(options, 'name'),
    from: fromOf(call),
    control: textOption(options, 'control'),
    planned: numberOption('experiment', options, 'planned', { low: 1, high: 1e12, whole: true }),
    level: levelOf(options),
  };
  const { liveExperiment } = await import('../../monitor/index.js');
  await using open = await openCall(call);
  const found = await liveExperiment(model, open.run, given(wish) as never);
  const head = `${found.experiment}, an experiment of ${found.model}, ${found.period.from.slice(0, 10)} to ${found.period.to.slice(0, 10)}`;
  const text = [head, analysedText(found, { unit: 'visitor', per: undefined, ...call.look }), ...found.notes.map((note) => `  ${note}`)];
  return { json: found, text: text.join('\n'), refused: found.faults.length > 0 };
}
