import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));
const minutes = 60_000;

/** The usual tests; under `--mode long` the suites that take minutes, whose files end in `.long.test.ts`. */
export default defineConfig(({ mode }) => {
  const long = mode === 'long';
  return {
    resolve: {
      alias: [
        { find: /^millwright$/, replacement: source('index.ts') },
        { find: /^millwright\/([a-z]+)$/, replacement: source('$1/index.ts') },
      ],
    },
    test: {
      include: (long ? ['.long.test.ts'] : ['.test.ts']).flatMap((end) => [`src/**/*${end}`, `test/**/*${end}`]),
      exclude: long ? configDefaults.exclude : [...configDefaults.exclude, '**/*.long.test.ts'],
      pool: 'forks',
      // Threads that the tests start run our TypeScript as it stands.
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', new URL('./test/support/ts-hooks.mjs', import.meta.url).href],
      maxWorkers: 2,
      testTimeout: long ? 10 * minutes : 30_000,
      hookTimeout: long ? 10 * minutes : 60_000,
    },
  };
});
