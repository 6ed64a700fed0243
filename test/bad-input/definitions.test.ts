import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, refused, type Due } from './expectations.js';
import { copyOf, customers, listing, newPlace } from './place.js';
import { runBinary, startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

let source: string;
beforeAll(async () => {
  const file = place.put('customers.csv', `${customers(150).join('\n')}\n`);
  done(await program.run('new', place.at('base'), '--from', file, '--target', 'Churn', '--name', 'm', '--json'));
  source = readFileSync(place.at('base/models/m.ts'), 'utf8');
});

let made = 0;

/** A project whose model's file is changed; the change must have changed something. */
function project(change: (text: string) => string): string {
  const dir = copyOf(place.at('base'), place.at(`p${++made}`));
  const changed = change(source);
  expect(changed).not.toBe(source);
  writeFileSync(join(dir, 'models/m.ts'), changed);
  return dir;
}

const train = (dir: string, ...words: readonly string[]) =>
  program.run('train', ...words, '--learner', 'constant', '--project', dir, '--json');
const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const option = (text: string) => swap('  })),\n)', `  })),\n  ${text},\n)`);
const inTarget = (text: string) => swap("target('Churn')", `target('Churn', ${text})`);

describe('a file of models/ that gives no model', () => {
  it.each<[string, (text: string) => string, Due]>([
    [
      'a fault of syntax',
      (text) => `${text}\nconst x = ;\n`,
      { code: 'MW_CLI_MODEL_RUN', message: /^m\.ts cannot be run: /, where: /models\/m\.ts:2\d$/ },
    ],
    [
      'syntax that would have to be compiled',
      (text) => `enum A { B }\n${text}`,
      { code: 'MW_CLI_MODEL_RUN', message: /enum/, where: /m\.ts:1$/ },
    ],
    [
      'no default export',
      swap('export default', 'export const m ='),
      { code: 'MW_CLI_MODEL_FILE', message: /no model as its default export/, where: /m\.ts$/ },
    ],
    ['nothing', () => '', { code: 'MW_CLI_MODEL_FILE' }],
    ['null', () => 'export default null;', { code: 'MW_CLI_MODEL_FILE' }],
    ['a function', swap('export default model(', 'export default () => model('), { code: 'MW_CLI_MODEL_FILE' }],
    [
      'an exception',
      (text) => `${text}\nthrow new Error('kaputt');\n`,
      { code: 'MW_CLI_MODEL_RUN', message: /: kaputt$/, where: /m\.ts:2\d$/ },
    ],
    [
      'an exception that is no error',
      (text) => `${text}\nthrow undefined;\n`,
      { code: 'MW_CLI_MODEL_RUN', message: /it throws undefined/ },
    ],
    ['an import that is not there', (text) => `import './nope.ts';\n${text}`, { code: 'MW_CLI_MODEL_RUN', message: /nope\.ts/ }],
    [
      'a package that is not there',
      (text) => `import 'no-such-package';\n${text}`,
      { code: 'MW_CLI_MODEL_RUN', message: /no-such-package/ },
    ],
    ['a name that the package does not have', swap('import {', 'import { nothing,'), { code: 'MW_CLI_MODEL_RUN', message: /'nothing'/ }],
    [
      'a method that there is not',
      swap('c.tenure,', 'c.tenure.lgo1p(),'),
      { code: 'MW_CLI_MODEL_RUN', message: /lgo1p is not a function/ },
    ],
  ])('%s', async (_, change, due) => {
    const dir = project(change);
    const before = listing(dir);
    refused(await train(dir, 'm'), due);
    expect(listing(dir).filter((path) => !path.includes('.millwright'))).toEqual(before);
  });
});

describe('a definition that cannot be, in plain JavaScript', () => {
  it.each<[string, (text: string) => string, Due]>([
    [
      'a column that is not there',
      swap('c.tenure', 'c.tenur'),
      { code: 'MW_EXPR_COLUMN', exit: 2, message: /no column "tenur"\. Did you mean "tenure"\?/, where: /m\.ts:\d+$/ },
    ],
    ['the target as a feature', swap('c.tenure', 'c.Churn'), { code: 'MW_EXPR_COLUMN', exit: 2, message: /"Churn"/ }],
    [
      'a target that is not there',
      swap("target('Churn')", "target('Chrun')"),
      { code: 'MW_FEATURES_TARGET_UNKNOWN', message: /Did you mean "Churn"\?/, where: /m\.ts:\d+$/ },
    ],
    [
      'a text compared with a number',
      swap('c.tenure,', "c.tenure.gt('x'),"),
      { code: 'MW_EXPR_ARGUMENT', exit: 2, message: /argument 2 of "gt"/ },
    ],
    ['a feature that is a number', swap('c.tenure,', '5,'), { code: 'MW_FEATURES_VALUE', message: /the feature "tenure" is 5/ }],
    [
      'a feature that is a text',
      swap('learn.category(c.Contract)', 'c.Contract'),
      { code: 'MW_FEATURES_TYPE', message: /"Contract" is a text/ },
    ],
    [
      'a category of numbers',
      swap('Contract: t.category()', 'Contract: t.number()'),
      { code: 'MW_EXPR_ILLEGAL', message: /learn\.category takes/ },
    ],
    ['no features', swap(/features\(\(c\) => \(\{[\s\S]*?\}\)\)/, 'features(() => ({}))'), { code: 'MW_FEATURES_NONE' }],
    ['a time that is no column', inTarget("{ time: 'when' }"), { code: 'MW_FEATURES_OPTION_COLUMN', message: /"time" names "when"/ }],
    [
      'a time that is a number',
      inTarget("{ time: 'tenure' }"),
      { code: 'MW_FEATURES_OPTION_KIND', message: /"tenure" is of the type int/ },
    ],
    [
      'a holdout of everything',
      inTarget('{ holdout: 1 }'),
      { code: 'MW_FEATURES_OPTION', message: /"holdout" must be a number from 0\.01 to 0\.9, got 1/ },
    ],
    ['an option with a typing error', inTarget("{ tiem: 'x' }"), { code: 'MW_FEATURES_OPTION_UNKNOWN', message: /Did you mean "time"\?/ }],
    ['a seed in words', option("{ seed: 'x' }"), { code: 'MW_MODEL_OPTION', message: /seed is "x"/, where: /m\.ts:\d+$/ }],
    [
      'an option of the model with a typing error',
      option('{ sead: 5 }'),
      { code: 'MW_MODEL_OPTION_UNKNOWN', message: /Did you mean "seed"\?/ },
    ],
    ['a learner by its name', option("{ learner: 'gbdt' }"), { code: 'MW_MODEL_OPTION', message: /gbdt\(\{ trees: 300 \}\)/ }],
    [
      'a metric that there is not',
      option("{ metric: 'acc' }"),
      { code: 'MW_EVALUATE_METRIC_UNKNOWN', exit: 2, message: /Did you mean "auc"\?/ },
    ],
    [
      'money in words',
      option("{ decide: { act: 'call', cost: 'much', valueIfRight: 4 } }"),
      { code: 'MW_MODEL_OPTION', message: /decide\.cost is "much"/ },
    ],
    ['a floor of no slice', option("{ gate: { floors: { 'auc: new': 0.5 } } }"), { code: 'MW_MODEL_GATE', message: /the slice "new"/ }],
    [
      'a rule that is no test',
      swap(".target('Churn')", ".check((c) => ({ a: c.tenure })).target('Churn')"),
      { code: 'MW_DATA_RULE', message: /neither true nor false/ },
    ],
    [
      'a rule that every row breaks',
      swap(".target('Churn')", ".check((c) => ({ huge: c.tenure.gte(1000) })).target('Churn')"),
      { code: 'MW_DATA_BAD_RATE', message: /150 of 150 rows are bad .*"huge" 150/ },
    ],
    [
      'a filter that leaves nothing',
      swap(".target('Churn')", ".where((c) => c.tenure.gte(1000)).target('Churn')"),
      { code: 'MW_FEATURES_TARGET_EMPTY' },
    ],
    [
      'a filter that leaves one class',
      swap(".target('Churn')", ".where((c) => c.Churn).target('Churn')"),
      { code: 'MW_FEATURES_TARGET_CONSTANT', message: /"Yes" in all \d+ rows/ },
    ],
    [
      'other spellings of yes and no',
      swap("{ true: 'Yes', false: 'No' }", "{ true: 'J', false: 'N' }"),
      { code: 'MW_DATA_BAD_RATE', message: /"(?:Yes|No)" is neither "J" nor "N"/ },
    ],
    [
      'a column that the file lacks',
      swap('tenure: t.int()', 'bonus: t.int(), tenure: t.int()'),
      { code: 'MW_DATA_COLUMN_MISSING', message: /no column "bonus"/ },
    ],
    ['data that are gone', swap('customers.csv', 'gone.csv'), { code: 'MW_DATA_FILE_MISSING', message: /gone\.csv/ }],
    ['a name that is none', swap("'m',", "'../m',"), { code: 'MW_MODEL_NAME', exit: 2 }],
    [
      'a name that is not the file’s',
      swap("'m',", "'other',"),
      { code: 'MW_CLI_MODEL_NAMED', message: /m\.ts defines the model "other", not "m"/ },
    ],
  ])('%s', async (_, change, due) => {
    const dir = project(change);
    const before = listing(dir);
    refused(await train(dir, 'm'), due);
    expect(listing(dir).filter((path) => !path.includes('.millwright'))).toEqual(before);
    expect(done(await program.run('models', '--project', dir, '--json'))).toEqual({ models: [] });
  });
});

describe('the folder models/', () => {
  it('without a file, or without a model of that name', async () => {
    const dir = copyOf(place.at('base'), place.at('empty'));
    refused(await train(dir, 'mm'), { code: 'MW_CLI_MODEL_MISSING', message: /no model "mm"\. Did you mean "m"\?/ });
    rmSync(join(dir, 'models/m.ts'));
    refused(await train(dir), { code: 'MW_CLI_MODEL_NONE', message: /holds no \.ts or \.js file/ });
    refused(await train(dir, 'm'), { code: 'MW_CLI_MODEL_MISSING' });
  });

  it('with two models asks which one; a broken neighbour does not keep a named one from training', async () => {
    const dir = copyOf(place.at('base'), place.at('two'));
    writeFileSync(join(dir, 'models/n.ts'), source.replace("'m',", "'n',"));
    refused(await train(dir), { code: 'MW_CLI_MODEL_AMBIGUOUS', exit: 2, message: /2 models/ });
    writeFileSync(join(dir, 'models/broken.ts'), 'const x = ;');
    refused(await train(dir), { code: 'MW_CLI_MODEL_RUN', where: /broken\.ts:1$/ });
    expect(done(await train(dir, 'm'))).toMatchObject({ model: 'm', version: 1 });
  });

  it.each<[string, string]>([
    ['a folder without models', '.'],
    ['a folder that is not there', 'nowhere'],
    ['a file', 'customers.csv'],
  ])('%s is no project', async (_, name) => {
    for (const words of [['train'], ['models'], ['predict', 'm', '--in', 'a.csv', '--out', 'b.csv'], ['promote', 'm@1', 'champion']])
      refused(await program.run(...words, '--project', place.at(name), '--json'), { code: 'MW_CLI_PROJECT_MISSING' });
  });
});

describe('programs that misbehave, by the binary', () => {
  it('one that prints does not disturb the answer', async () => {
    const dir = project((text) => `${text}\nconsole.log('hello');\nprocess.stdout.write('world');\n`);
    const ran = await runBinary(['train', '--learner', 'constant', '--project', dir, '--json']);
    expect(done(ran)).toMatchObject({ version: 1 });
    expect(ran.err).toMatch(/hello\nworld/);
  });

  it('one that waits for ever is told so', async () => {
    const dir = project((text) => `${text}\nawait new Promise(() => {});\n`);
    refused(await runBinary(['train', '--project', dir, '--json']), {
      code: 'MW_CLI_MODEL_RUN',
      message: /waits for something that never comes/,
    });
  });
});
