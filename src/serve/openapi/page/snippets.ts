/** Stands for the server's address; the page's script puts its own in. */
export const ORIGIN = 'http://127.0.0.1:8080';

/** A request as a shell command; `$MILLWRIGHT_TOKEN` holds the token. */
export function curlOf(method: string, path: string, body: unknown, needsToken: boolean): string {
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${ORIGIN}${path}`,
    ...(needsToken ? ['-H "Authorization: Bearer $MILLWRIGHT_TOKEN"'] : []),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`]),
  ];
  return lines.join(' \\\n  ');
}

/** A prediction by the generated client, and what it came to. */
export function typescriptOf(model: string, row: unknown, value: unknown): string {
  const literal = JSON.stringify(row, null, 2).replaceAll(/^( *)"([A-Za-z_$][\w$]*)":/gm, '$1$2:');
  return [
    "import { createClient } from './client.ts'; // millwright client --out client.ts",
    '',
    'const client = createClient({',
    `  url: '${ORIGIN}',`,
    "  token: process.env['MILLWRIGHT_TOKEN'],",
    '});',
    `const { value } = await client.predictOne(${quoted(model)}, ${literal});`,
    `// ${JSON.stringify(value)}`,
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
