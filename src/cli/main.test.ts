import { describe, expect, it } from 'vitest';
import { learners } from '../learn/index.js';
import { recommenders } from '../recommend/index.js';
import { commandGroups, commandNames } from './commands/index.js';
import { main, type Surroundings } from './main.js';

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const around: Surroundings = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {},
    cwd: '/nowhere',
    terminal: { out: false, err: false, width: 100 },
    signal: new AbortController().signal,
  };
  return { code: await main(words, around), out, err };
}

describe('main', () => {
  it('names every command in its help', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of commandNames) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(await run()).toEqual({ code, out, err: '' });
  });

  it.each(commandNames)('%s has a help with usage and an example that names it', async (name) => {
    const { code, out } = await run(name, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: millwright ${name}`));
    expect(out).toMatch(new RegExp(`Example:\n(.*\n)*.*millwright ${name}`));
  });

  it('train names every learner and every method of recommending in its help, as they are registered', async () => {
    const { out } = await run('train', '--help');
    const words = out.replaceAll(/\s+/g, ' ');
    expect(words).toContain(`One learner (${Object.keys(learners).join(', ')})`);
    expect(words).toContain(`of a recommender one method (${Object.keys(recommenders).join(', ')})`);
  });

  it('suggests the nearest command, exit 2, one JSON document under --json', async () => {
    expect(await run('trian')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Did you mean "train"?') });
    const { code, out } = await run('trian', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'MW_CLI_COMMAND_UNKNOWN', fix: expect.any(String) } });
  });

  it('says which commands come later, exit 1', async () => {
    for (const { name } of commandGroups['In later versions:'])
      expect(await run(name)).toMatchObject({ code: 1, err: expect.stringContaining('is not in this version yet') });
    expect((await run('train', '--budget', '60s')).code).toBe(1);
  });

  it('refuses a folder that is no project', async () =>
    expect(await run('models')).toMatchObject({ code: 1, err: expect.stringContaining('MW_CLI_PROJECT_MISSING') }));

  it('takes --json before the command, and puts help and version into a document too', async () => {
    expect(JSON.parse((await run('--json', 'trian')).out)).toMatchObject({ error: { code: 'MW_CLI_COMMAND_UNKNOWN' } });
    for (const words of [['--json'], ['--json', 'train', '--help'], ['--help', '--json']])
      expect(JSON.parse((await run(...words)).out)).toEqual({ help: expect.stringContaining('millwright') });
    expect(JSON.parse((await run('--version', '--json')).out)).toEqual({ version: expect.stringMatching(/^\d/) });
  });

  it('refuses what a recommender does not have, instead of passing it over', async () => {
    const words = ['new', 'shop', '--from', 'e.csv', '--task', 'recommend', '--user', 'u', '--item', 'i', '--time', 't'];
    expect(await run(...words, '--target', 'x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('"--target" says nothing of a recommender'),
    });
    expect(await run(...words, '--protected', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('MW_CLI_OPTION_RECOMMENDER') });
    expect(await run(...words)).toMatchObject({ err: expect.not.stringContaining('says nothing') });
  });

  it('refuses a file of items beside taking all reports back, and neither of them', async () => {
    expect(await run('items', 'shop', '--reset', '--in', 'prices.csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('"--in" takes nothing beside --reset'),
    });
    expect(await run('items', 'shop')).toMatchObject({ code: 2, err: expect.stringContaining('"--in" takes a file of items') });
  });

  it('prints its version', async () => expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/));
});
