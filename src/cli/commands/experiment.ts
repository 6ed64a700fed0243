import type { Command } from '../command.js';
import type { ExperimentAction } from '../experiments/action.js';
import { analyseAction } from '../experiments/analyse.js';
import { liveAction } from '../experiments/live.js';
import { offlineAction } from '../experiments/offline.js';
import { planAction } from '../experiments/plan.js';
import { wrongValue } from '../parse.js';

export const experimentCommand: Command = {
  name: 'experiment',
  summary: 'Plans an A/B test, and says what came of it: safe to look at any time.',
  args: [
    {
      name: 'ACTION',
      doc: 'plan: how many rows a test needs; analyse: what its rows say; live: what an A/B between recommenders earned so far; offline: what another version would have brought on the lists that were served.',
    },
  ],
  options: [
    { name: 'in', value: 'FILE', doc: 'analyse: the rows of the test. plan: past rows, to plan from.' },
    { name: 'outcome', value: 'COLS', doc: 'What became of the rows: numbers or a yes or no. With commas: the first decides.' },
    { name: 'arm', value: 'COL', doc: 'analyse: the column that says who got what.' },
    {
      name: 'control',
      value: 'ARM',
      doc: 'analyse, live: the arm without the treatment (default: control, a, old, off …, or the champion).',
    },
    {
      name: 'before',
      value: 'COLS',
      doc: 'Columns that were measured before the test, one value per ID: they narrow its intervals (CUPED).',
    },
    { name: 'per', value: 'COL', doc: 'analyse: the outcome is a ratio, per this column: revenue per order.' },
    { name: 'id', value: 'COL', doc: 'analyse: whom rows belong to, where one may have several.' },
    { name: 'unit', value: 'WORD', doc: 'What one row is, for the words: visitor, customer (default: the id, else row).' },
    { name: 'shares', value: 'LIST', doc: 'Shares of the arms. plan: 50,25,25, control first. analyse: old=50,new=50 (default: equal).' },
    { name: 'positive', value: 'V', doc: 'The text that is a yes.' },
    { name: 'lower', value: 'COLS', doc: 'analyse: outcomes of which less is better.' },
    {
      name: 'model',
      value: 'NAME',
      doc: 'live: the recommender whose users are divided (millwright route NAME --ab). offline: the version to judge, such as shop@4.',
    },
    { name: 'name', value: 'SALT', doc: 'live: which of its experiments (default: the newest).' },
    { name: 'since', value: '14d', doc: 'live, offline: how far back to look (default: all of it).' },
    {
      name: 'reward',
      value: 'WHAT',
      doc: 'offline: what lists are to bring: revenue, or types of events such as view,cart (default: what counts as taking an item).',
    },
    { name: 'once', doc: 'analyse: this is the one look, at an end that was fixed beforehand: narrower intervals.' },
    { name: 'planned', value: 'N', doc: 'analyse, live: rows that the test was planned for (default 10000).' },
    { name: 'baseline', value: 'X', doc: 'plan: the rate today (0.05), or the mean together with --deviation.' },
    { name: 'deviation', value: 'X', doc: 'plan: the standard deviation of the outcome.' },
    { name: 'lift', value: 'P%', doc: 'plan: the change to find, of the baseline: 10%, -5%.' },
    { name: 'effect', value: 'X', doc: 'plan: the same in units of the outcome.' },
    { name: 'rows', value: 'N', doc: 'plan: rows that there are: what can they find?' },
    { name: 'daily', value: 'N', doc: 'plan: rows that come each day.' },
    { name: 'power', value: 'P', doc: 'plan: the chance of finding the change (default 0.8).' },
    { name: 'alpha', value: 'P', doc: 'The chance of calling a difference where there is none (default 0.05).' },
  ],
  example:
    'millwright experiment plan --baseline 0.05 --lift 10% --daily 2000\nmillwright experiment analyse --in test.csv --arm arm --outcome revenue --before revenue_90d --unit visitor\nmillwright experiment live --model shop\nmillwright experiment offline --model shop@4 --since 14d',
  run: async (call) => {
    const [action] = call.args;
    if (!Object.hasOwn(actions, action)) throw wrongValue('experiment', 'ACTION', 'plan, analyse, live or offline', action);
    const { takes, run } = actions[action];
    const stray = experimentCommand.options.find(({ name }) => call.options[name] !== undefined && !takes.includes(name));
    if (stray) throw wrongValue('experiment', `--${stray.name}`, `nothing: it is no option of "${action}"`, call.options[stray.name]);
    return await run(call);
  },
};

/** What it does, by ACTION. */
export const actions: Readonly<Record<string, ExperimentAction>> = Object.freeze({
  plan: planAction,
  analyse: analyseAction,
  live: liveAction,
  offline: offlineAction,
});
