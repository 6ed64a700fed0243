import { usageOf, type Command, type Option } from './command.js';
import { commonOptions } from './parse.js';

/** The help of the whole program: every command with its summary, grouped as the work goes. */
export function programHelp(groups: Readonly<Record<string, readonly Command[]>>, version: string): string {
  const width = Math.max(
    ...Object.values(groups)
      .flat()
      .map((c) => c.name.length),
  );
  const blocks = Object.entries(groups).map(([title, commands]) =>
    [title, ...commands.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`)].join('\n'),
  );
  return [
    `millwright ${version}: from tables to predictions that run a business.`,
    '',
    'Usage: millwright COMMAND [OPTIONS]',
    '',
    blocks.join('\n\n'),
    '',
    'Start here:',
    '  millwright demo',
    '  millwright new churn --from customers.csv --target Churn && cd churn && millwright train',
    '',
    'MODEL is a name, name@N or name@alias (none: the champion, else the newest version).',
    'Every command has --json, --help, --project DIR and --quiet. Exit: 0 done, 1 failed or refused, 2 wrong usage, 130 interrupted.',
  ].join('\n');
}

/** The help of one command: usage, what it does, its words and options, an example. */
export function commandHelp(command: Command): string {
  const rows = [
    ...command.args.map((a) => [a.name, a.doc] as const),
    ...[...command.options, ...commonOptions].map((o) => [optionText(o), o.doc] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `Usage: ${usageOf(command)}`,
    '',
    command.summary,
    '',
    ...rows.map(([name, doc]) => `  ${name.padEnd(width)}  ${doc}`),
    '',
    'Example:',
    ...command.example.split('\n').map((line) => `  ${line}`),
  ].join('\n');
}

const optionText = (o: Option): string => `--${o.name}${o.value ? ` ${o.value}` : ''}`;
