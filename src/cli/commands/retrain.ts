import type { Command } from '../command.js';
import { openCall } from '../project.js';
import { retrainedText } from '../words/retrained.js';

export const retrainCommand: Command = {
  name: 'retrain',
  summary: 'Trains a model again, and lets the new version replace the champion if the data and the gate allow it.',
  args: [{ name: 'MODEL', doc: 'A model defined in models/.' }],
  options: [{ name: 'if-due', doc: "Only when one of the model's triggers (monitor.retrain) is due: drift, decay, new rows, schedule." }],
  example: 'millwright retrain churn --if-due',
  run: async (call) => {
    const { dueNow, lookAt, retrainModel, retrainRecommender } = await import('../../monitor/index.js');
    await using open = await openCall(call);
    const model = await open.definition(call.args[0]);
    const ifDue = call.options['if-due'] === true;
    const triggered = ifDue ? await dueNow(model, model.monitor?.retrain ? await lookAt(model, open.run) : null, open.run) : [];
    if (ifDue && triggered.length === 0)
      return { json: { model: model.name, due: false, triggered }, text: `${model.name} is not due to be trained again.` };
    const retrained =
      model.kind === 'millwright-recommender'
        ? await retrainRecommender(model, open.run, triggered)
        : await retrainModel(model, open.run, { triggered, env: call.env });
    return { json: retrained, text: retrainedText(retrained), refused: !retrained.promote.moved };
  },
};
