import { diffStory, type AnyDiff } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';

/** What `diff` says. */
export function diffText(diff: AnyDiff, look: { readonly colour: boolean; readonly width: number }): string {
  const p = paint(look.colour);
  const { verdict, sentences, tables } = diffStory(diff);
  const written = tables.flatMap(({ heads, lines, texts }) => [
    '',
    ...textTable(
      heads.map((title, i) => (i === 0 || texts ? { title } : { title, align: 'right' as const })),
      lines,
      { title: p.dim, ...(texts ? { width: look.width } : {}) },
    ),
  ]);
  return [p.bold(verdict), ...sentences, ...written].join('\n');
}

/** The same for a pull request: Markdown, the longer tables folded. */
export function diffMarkdown(diff: AnyDiff): string {
  const { verdict, sentences, tables } = diffStory(diff);
  const [first, ...more] = tables.map(({ about, heads, lines, texts }) => ({ about, text: markdownTable(heads, lines, texts === true) }));
  const folded = more.map(({ about, text }) => `<details><summary>${about}</summary>\n\n${text}\n\n</details>`);
  return [`### ${cell(verdict)}`, sentences.map((words) => `- ${cell(words)}`).join('\n'), first?.text ?? '', ...folded]
    .filter(Boolean)
    .join('\n\n');
}

function markdownTable(heads: readonly string[], lines: readonly (readonly string[])[], texts: boolean): string {
  const rule = heads.map((_, i) => (i === 0 || texts ? '---' : '---:'));
  return [heads, rule, ...lines].map((line) => `| ${line.map(cell).join(' | ')} |`).join('\n');
}

/** Text in which nothing is Markdown or HTML but what a reader sees. */
const cell = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|#$~]/g, (c) => `\\${c}`);
