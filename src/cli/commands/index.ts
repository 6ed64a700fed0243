import type { Command } from '../command.js';
import { auditCommand } from './audit.js';
import { checkCommand } from './check.js';
import { clientCommand } from './client.js';
import { demoCommand } from './demo.js';
import { diffCommand } from './diff.js';
import { doctorCommand } from './doctor.js';
import { evaluateCommand } from './evaluate.js';
import { experimentCommand } from './experiment.js';
import { explainCommand } from './explain.js';
import { forgetCommand } from './forget.js';
import { itemsCommand } from './items.js';
import { laterCommands } from './later.js';
import { logCommand } from './log.js';
import { modelsCommand } from './models.js';
import { monitorCommand } from './monitor.js';
import { newCommand } from './new.js';
import { predictCommand } from './predict.js';
import { profileCommand } from './profile.js';
import { promoteCommand } from './promote.js';
import { recommendCommand } from './recommend.js';
import { reportCommand } from './report.js';
import { retrainCommand } from './retrain.js';
import { rollbackCommand } from './rollback.js';
import { routeCommand } from './route.js';
import { runsCommand } from './runs.js';
import { serveCommand } from './serve.js';
import { sqlCommand } from './sql.js';
import { tokenCommand } from './token.js';
import { trainCommand } from './train.js';
import { trialsCommand } from './trials.js';
import { watchCommand } from './watch.js';
import { deleteCommand } from './delete.js';

/** Every command, in the order of the work. A new command is one file and one line here. */
export const commandGroups: Readonly<Record<string, readonly Command[]>> = {
  'From data to a model:': [newCommand, profileCommand, checkCommand, trainCommand],
  'Use and judge it:': [
    evaluateCommand,
    predictCommand,
    recommendCommand,
    itemsCommand,
    explainCommand,
    reportCommand,
    sqlCommand,
    experimentCommand,
  ],
  'Look after versions:': [
    modelsCommand,
    runsCommand,
    trialsCommand,
    diffCommand,
    promoteCommand,
    retrainCommand,
    rollbackCommand,
    deleteCommand,
    forgetCommand,
    logCommand,
    auditCommand,
  ],
  'Let programs in:': [serveCommand, routeCommand, monitorCommand, watchCommand, tokenCommand, clientCommand],
  'Look around:': [demoCommand, doctorCommand],
  'In later versions:': laterCommands,
};

const all: readonly Command[] = Object.values(commandGroups).flat();

export const commandNames: readonly string[] = all.map((c) => c.name);

export const commandNamed = (name: string): Command | undefined => all.find((c) => c.name === name);
