import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames } from '../../src/cli/commands/index.js';
import { answer, done, refused, type Due } from './expectations.js';
import { customers, listing, newPlace } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const file = place.put('customers.csv', `${customers(150).join('\n')}\n`);
const p = ['--project', place.at('p'), '--json'];
beforeAll(async () => {
  done(await program.run('new', place.at('p'), '--from', file, '--target', 'Churn', '--name', 'm', '--json'));
  done(await program.run('train', 'm', '--learner', 'linear', ...p));
});

describe('names of models and versions', () => {
  const wrong: Due = { code: 'MW_MODEL_REF', exit: 2, message: /does not name a model/ };
  it.each<[string, Due]>([
    ...[
      '',
      'm@',
      '@1',
      'm@@1',
      'm@0',
      'm@-1',
      'm@1.5',
      'm@1e3',
      'm@1@2',
      '../m',
      'm 1',
      '😀',
      '__proto__',
      'm@__proto__',
      `m@${'9'.repeat(40)}`,
      'x'.repeat(300),
    ].map((ref): [string, Due] => [ref, wrong]),
    ['m@99', { code: 'MW_MODEL_VERSION_UNKNOWN', message: /no version 99/ }],
    ['m@champion', { code: 'MW_MODEL_ALIAS_UNKNOWN', message: /no alias "champion"/ }],
    ['M', { code: 'MW_MODEL_UNKNOWN', message: /Did you mean "m"\?/ }],
    ['constructor', { code: 'MW_MODEL_UNKNOWN' }],
    ['constructor@1', { code: 'MW_MODEL_UNKNOWN' }],
  ])('%j', async (ref, due) => {
    const before = listing(place.dir);
    for (const words of [
      ['evaluate', ref, '--on', file],
      ['predict', ref, '--in', file, '--out', place.at('o.csv')],
      ['explain', ref, '--in', file],
      ['report', ref],
      ['sql', ref],
      ['diff', 'm@1', ref],
    ])
      refused(await program.run(...words, ...p), due);
    expect(listing(place.dir)).toEqual(before);
  });

  it('aliases that cannot be, and versions that cannot go', async () => {
    refused(await program.run('promote', 'm@1', '7', ...p), { code: 'MW_MODEL_ALIAS_NAME', exit: 2 });
    refused(await program.run('promote', 'm@1', 'a b', ...p), { code: 'MW_MODEL_ALIAS_NAME', exit: 2 });
    refused(await program.run('promote', 'm@9', 'champion', ...p), { code: 'MW_MODEL_VERSION_UNKNOWN' });
    refused(await program.run('rollback', 'm', ...p), { code: 'MW_MODEL_ALIAS_UNKNOWN' });
    refused(await program.run('delete', 'm', ...p), { code: 'MW_MODEL_REF', exit: 2 });
  });

  it('searches that cannot be meant', async () => {
    const due: Due = { code: 'MW_CLI_OPTION_VALUE', exit: 2, message: /"--study" takes the id of a search, or how it begins/ };
    refused(await program.run('trials', '--study', '', ...p), due);
    refused(await program.run('trials', 'M', ...p), { code: 'MW_MODEL_UNKNOWN', message: /Did you mean "m"\?/ });
    refused(await program.run('trials', 'm', ...p), { code: 'MW_TUNE_NO_STUDY' });
  });
});

describe('options of train', () => {
  it.each<[string, readonly string[], Due]>([
    [
      'parameters that are no JSON',
      ['--learner', 'gbdt', '--params', "{'trees':3}"],
      { code: 'MW_CLI_JSON', exit: 2, message: /takes a JSON object, got \{'trees':3\}/ },
    ],
    ['parameters that are a list', ['--learner', 'gbdt', '--params', '[3]'], { code: 'MW_CLI_JSON', exit: 2 }],
    ['parameters that are nothing', ['--learner', 'gbdt', '--params', ''], { code: 'MW_CLI_JSON', exit: 2, message: /got nothing/ }],
    [
      'a parameter that there is not',
      ['--learner', 'gbdt', '--params', '{"treees":3}'],
      { code: 'MW_LEARN_PARAM_UNKNOWN', exit: 2, message: /"treees".*Did you mean "trees"\?/ },
    ],
    [
      'a parameter that objects have',
      ['--learner', 'gbdt', '--params', '{"__proto__":{"trees":3}}'],
      { code: 'MW_LEARN_PARAM_UNKNOWN', exit: 2 },
    ],
    [
      'a parameter of another type',
      ['--learner', 'gbdt', '--params', '{"trees":"many"}'],
      { code: 'MW_LEARN_PARAM_VALUE', exit: 2, message: /"trees" .* got "many"/ },
    ],
    [
      'a parameter out of range',
      ['--learner', 'gbdt', '--params', '{"learningRate":-1}'],
      { code: 'MW_LEARN_PARAM_VALUE', exit: 2, message: /got -1/ },
    ],
    [
      'a parameter beyond all numbers',
      ['--learner', 'linear', '--params', '{"l2":1e999}'],
      { code: 'MW_CLI_JSON', exit: 2, message: /1e999/ },
    ],
    ['parameters of nobody', ['--params', '{"trees":3}'], { code: 'MW_MODEL_PARAMS_WHOSE', exit: 2, message: /of which learner/ }],
    ['a learner that there is not', ['--learner', 'liner'], { code: 'MW_LEARN_UNKNOWN', exit: 2, message: /Did you mean "linear"\?/ }],
    ['a learner that objects have', ['--learner', '__proto__'], { code: 'MW_LEARN_UNKNOWN', exit: 2 }],
    ['a metric of another task', ['--metric', 'rmse'], { code: 'MW_EVALUATE_METRIC_TASK', exit: 2, message: /rmse.*regression/ }],
    ['a metric that objects have', ['--metric', 'toString'], { code: 'MW_EVALUATE_METRIC_UNKNOWN', exit: 2 }],
    ...['x', '-1', '1.5', '1e30', '', ' ', '0x10', 'NaN', '9007199254740993'].map((seed): [string, string[], Due] => [
      `the seed ${JSON.stringify(seed)}`,
      [`--seed=${seed}`],
      { code: 'MW_CLI_OPTION_VALUE', exit: 2, message: /"--seed" takes a whole number from 0 to 9007199254740991/ },
    ]),
    ...['0', '1000', 'two'].map((threads): [string, string[], Due] => [
      `${threads} threads`,
      ['--threads', threads],
      { code: 'MW_CLI_OPTION_VALUE', exit: 2, message: /"--threads" takes a whole number from 1 to 256/ },
    ]),
    ['an option that there is not', ['--bugdet', '5s'], { code: 'MW_CLI_OPTION_UNKNOWN', exit: 2, message: /Did you mean "--budget"\?/ }],
    ['no trials', ['--trials', '0'], { code: 'MW_CLI_OPTION_VALUE', exit: 2, message: /"--trials" takes a whole number from 1 / }],
    ['a budget without a unit', ['--budget', 'soon'], { code: 'MW_CLI_OPTION_VALUE', exit: 2, message: /"--budget" takes a time/ }],
    ['a sampler that is not there', ['--sampler', 'psychic'], { code: 'MW_TUNE_UNKNOWN', exit: 2, message: /no sampler "psychic"/ }],
    [
      'a search over nothing',
      ['--trials', '3', '--learner', 'constant'],
      { code: 'MW_TUNE_NOTHING', exit: 2, message: /"constant" has no parameter to vary/ },
    ],
    [
      'a search over nothing that begins afresh',
      ['--no-warm-start', '--learner', 'constant'],
      { code: 'MW_TUNE_NOTHING', exit: 2, message: /"constant" has no parameter to vary/ },
    ],
    ['a word too many', ['n'], { code: 'MW_CLI_ARGUMENT_EXTRA', exit: 2, message: /"n"/ }],
    ['an option without its value', ['--seed'], { code: 'MW_CLI_OPTION_VALUE', exit: 2 }],
  ])('%s', async (_, words, due) => {
    const before = listing(place.dir);
    const own = words.at(-1) === '--seed' ? ['train', 'm', ...p, ...words] : ['train', 'm', ...words, ...p];
    refused(await program.run(...own), due);
    expect(listing(place.dir)).toEqual(before);
  });
});

describe('new', () => {
  const base = ['new', place.at('q'), '--from', file];
  it.each<[string, readonly string[], Due]>([
    ['without a target', base, { code: 'MW_CLI_ARGUMENT_MISSING', exit: 2, message: /--target COLUMN/ }],
    ['without a file', ['new', place.at('q'), '--target', 'Churn'], { code: 'MW_CLI_ARGUMENT_MISSING', exit: 2, message: /--from FILE/ }],
    ['without a folder', ['new', '--from', file, '--target', 'Churn'], { code: 'MW_CLI_ARGUMENT_MISSING', exit: 2, message: /DIR/ }],
    [
      'in a folder that is taken',
      ['new', place.at('p'), '--from', file, '--target', 'Churn'],
      { code: 'MW_CLI_FOLDER_TAKEN', message: /there already/ },
    ],
    ['in place of a file', ['new', file, '--from', file, '--target', 'Churn'], { code: 'MW_CLI_FOLDER_TAKEN' }],
    [
      'below a file',
      ['new', `${file}/q`, '--from', file, '--target', 'Churn'],
      { code: 'MW_CLI_PROJECT_WRITE', message: /a part of the path is a file/ },
    ],
    [
      'under a name that is too long',
      ['new', place.at('x'.repeat(300)), '--from', file, '--target', 'Churn'],
      { code: 'MW_CLI_PROJECT_WRITE' },
    ],
    [
      'with a task that there is not',
      [...base, '--target', 'Churn', '--task', 'clasification'],
      { code: 'MW_CLI_OPTION_VALUE', exit: 2, message: /binary, multiclass, regression/ },
    ],
    [
      'with a model’s name that leads elsewhere',
      [...base, '--target', 'Churn', '--name', '../evil'],
      { code: 'MW_CLI_OPTION_VALUE', exit: 2 },
    ],
    [
      'with a column by a number that there is not',
      [...base, '--target', '#99'],
      { code: 'MW_DATA_COLUMN_UNKNOWN', exit: 2, message: /#99/ },
    ],
    ['with a target that objects have', [...base, '--target', 'constructor'], { code: 'MW_DATA_COLUMN_UNKNOWN', exit: 2 }],
    [
      'with an id that is not there',
      [...base, '--target', 'Churn', '--id', 'nope'],
      { code: 'MW_DATA_COLUMN_UNKNOWN', exit: 2, message: /"nope" \(--id\)/ },
    ],
  ])('%s', async (_, words, due) => {
    const before = listing(place.dir);
    refused(await program.run(...words, '--json'), due);
    expect(listing(place.dir)).toEqual(before);
  });
});

describe('every command answers one JSON document', () => {
  it.each(commandNames)('%s, called wrongly', async (name) => {
    const { error } = answer<{ error: Record<string, string> }>(await program.run(name, '--no-such-option', '--json'));
    expect(Object.keys(error).slice(0, 3)).toEqual(['code', 'message', 'fix']);
  });

  it.each([[[]], [['--version']], [['--help']], [['help']], [['train', '--help']]])('%j', async (words) => {
    expect(typeof Object.values(done(await program.run(...words, '--json')))[0]).toBe('string');
  });

  it('a command that there is not, and words that are none', async () => {
    refused(await program.run('trian', '--json'), { code: 'MW_CLI_COMMAND_UNKNOWN', exit: 2, message: /Did you mean "train"\?/ });
    for (const word of ['', '__proto__', 'constructor', '--nope', '😀'])
      refused(await program.run(word, '--json'), { code: 'MW_CLI_COMMAND_UNKNOWN', exit: 2 });
  });

  it('without --json the same words go to standard error, and nothing to standard output', async () => {
    const ran = await program.run('evaluate', 'm@99', '--on', file, '--project', place.at('p'));
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.err).toMatch(/^MW_MODEL_VERSION_UNKNOWN {2}"m" has no version 99\n(?: {2}where: .*\n)? {2}fix: {3}Its versions are 1\.\n$/);
  });
});
