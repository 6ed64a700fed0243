import type { TokenInfo } from '../../serve/index.js';
import { paint, textTable } from '../terminal/index.js';

/** A token as `--json` tells it: times in ISO 8601. */
export const tokenJson = ({ createdAt, expiresAt, revokedAt, ...rest }: TokenInfo) => ({
  ...rest,
  createdAt: timeText(createdAt),
  expiresAt: expiresAt === null ? null : timeText(expiresAt),
  revokedAt: revokedAt === null ? null : timeText(revokedAt),
});

/** What `token list` says. */
export function tokensText(tokens: readonly TokenInfo[], look: { readonly colour: boolean; readonly width: number }): string {
  if (tokens.length === 0) return 'There is no token yet: millwright token create --name NAME --scope predict';
  const columns = ['id', 'name', 'scopes', 'state', 'made (UTC)', 'expires (UTC)'].map((title) => ({ title }));
  const lines = tokens.map((t) => [
    t.id,
    t.name,
    t.scopes.join(','),
    t.state,
    minuteText(t.createdAt),
    t.expiresAt === null ? 'never' : minuteText(t.expiresAt),
  ]);
  return textTable(columns, lines, { title: paint(look.colour).dim, width: look.width }).join('\n');
}

/** What `token create` says: the token, alone on its line. */
export function createdTokenText(made: TokenInfo & { readonly token: string }): string {
  const until = made.expiresAt === null ? 'It never expires.' : `It expires at ${minuteText(made.expiresAt)} UTC.`;
  return [
    made.token,
    '',
    `Keep it now: it is shown only here. It may ${made.scopes.join(', ')}. ${until} End it: millwright token revoke ${made.id}`,
  ].join('\n');
}

const timeText = (ms: number): string => new Date(ms).toISOString();
const minuteText = (ms: number): string => timeText(ms).slice(0, 16).replace('T', ' ');
