import type { AnyTask } from '../../core/index.js';

/** The files of a new project beside its program, by path. */
export function plainFiles(options: {
  readonly name: string;
  readonly says: ReadmeWords;
  readonly dir: string;
  readonly version: string;
}): Readonly<Record<string, string>> {
  return {
    'package.json': `${JSON.stringify(packageJson(options), undefined, 2)}\n`,
    'tsconfig.json': `${JSON.stringify(tsconfig, undefined, 2)}\n`,
    '.gitignore': 'node_modules/\n.millwright/\n',
    'README.md': readme(options),
  };
}

/** A lone name that npm takes: lower case, digits, dashes. */
function packageName(dir: string): string {
  const plain = dir
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return plain === '' || plain === 'millwright' || plain === 'node-modules' ? 'millwright-project' : plain;
}

const packageJson = ({ name, dir, version }: { name: string; dir: string; version: string }): object => ({
  name: packageName(dir),
  private: true,
  type: 'module',
  scripts: {
    train: `millwright train ${name}`,
    check: 'tsc --noEmit',
  },
  dependencies: { millwright: `^${version}` },
  devDependencies: { typescript: '>=5.9' },
});

const tsconfig = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable', 'dom'],
    module: 'nodenext',
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['models'],
};

/** What a project's README says of its program, in half a sentence, and how its model is used. */
export interface ReadmeWords {
  readonly program: string;
  readonly use: (name: string) => string;
}

const predicts = (name: string): string => `npx millwright predict ${name} --in new-rows.csv --out predictions.csv`;
const ofTarget: ReadmeWords = { program: 'says what is predicted, from which data, and by which features', use: predicts };

/** The words of each task. */
export const SAYS: Readonly<Record<AnyTask, ReadmeWords>> = {
  binary: ofTarget,
  multiclass: ofTarget,
  regression: ofTarget,
  segment: { program: 'says which rows are grouped, and by which features', use: predicts },
  outlier: { program: 'says among which rows odd ones are found, and by which features', use: predicts },
  uplift: { program: 'says which treatment of which rows changes what, and by which features', use: predicts },
};

/** The words of a recommender. */
export const RECOMMENDS: ReadmeWords = {
  program: 'says what users did with which items, and what they are recommended',
  use: (name) => `npx millwright recommend ${name} --in users.csv --k 20 --out lists.jsonl`,
};

const readme = ({ name, says }: { name: string; says: ReadmeWords }): string => `# ${name}

\`models/${name}.ts\` ${says.program}. It is a program: change it, your editor knows the columns.

\`\`\`sh
npx millwright check ${name}              # do the data keep the rules?
npx millwright train ${name}              # learn, and say how good it is
npx millwright report ${name}             # one HTML page for those who decide
npx millwright promote ${name}@1 champion
${says.use(name)}
\`\`\`

\`npx millwright --help\` lists the rest. Trained models lie in \`.millwright/\`.
`;
