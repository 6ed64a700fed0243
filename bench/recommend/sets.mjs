// Interaction sets of ../shared/data, parted as the protocol says: the last ceil(20%) of each user's events come after.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { random } from 'millwright/core';
import { interactionsOf, lastOfEachUser } from 'millwright/recommend';

const data = new URL('../../../shared/data/', import.meta.url).pathname;
const linesOf = (file) => {
  const bytes = readFileSync(join(data, file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trim().split('\n');
};
const columnsOf = (rows, separator) => rows.map((line) => line.trim().split(separator));

/** Rows of [user, item, time]. */
const parted = (rows) =>
  lastOfEachUser(
    interactionsOf({ user: rows.map(([user]) => user), item: rows.map(([, item]) => item), time: rows.map((row) => row[2]) }),
    0.2,
  );

const inFileOrder = (rows) => parted(rows.map(([user, item], at) => [user, item, at]));

/** Files that say nothing of time hold items in the order of their numbers: which come last is drawn. */
function drawnOrder(rows) {
  const draw = random(42, 'order');
  return parted(rows.map(([user, item]) => [user, item, draw.uniform()]));
}

/** The parts as they are given: lines of a user and its items, which stand in the order of their numbers: in which order they came is drawn. */
function given(before, after) {
  const draw = random(42, 'order');
  const pairsOf = (lines) =>
    lines.flatMap((line) =>
      line
        .trim()
        .split(' ')
        .slice(1)
        .map((item) => [line.slice(0, line.indexOf(' ')), item]),
    );
  const [first, then] = [pairsOf(before), pairsOf(after)];
  const all = [...first, ...then];
  const of = (rows) => {
    const column = (c) => rows.map((row) => row[c]);
    return interactionsOf({ user: column(0), item: column(1), time: rows.map(() => draw.uniform()) }, [
      ...new Set(all.map(([, item]) => item)),
    ]);
  };
  const [a, b] = [of(first), of(then)];
  if (a.users.length !== b.users.length) throw new Error('some user is in one part alone');
  return { before: a, after: b };
}

/** A line of CSV whose fields may be quoted. */
const fieldsOf = (line) => Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, field]) => field);

function onlineRetail() {
  const rows = linesOf('online_retail/online_retail.csv.gz').slice(1).map(fieldsOf);
  const sold = rows.filter(([invoice, , , quantity, , , customer]) => customer && !invoice.startsWith('C') && Number(quantity) > 0);
  return parted(sold.map(([, item, , , date, , customer]) => [customer, item, Date.parse(`${date.replace(' ', 'T')}Z`)]));
}

/** Every set by its name: how it is read, and what its order means. Where it is drawn, newer events say no more than older ones. */
export const sets = {
  ml100k: {
    order: 'time',
    read: () => parted(columnsOf(linesOf('ml100k/u.data'), '\t').map(([user, item, , seconds]) => [user, item, 1000 * Number(seconds)])),
  },
  amazon_video_games: { order: 'file (time)', read: () => inFileOrder(columnsOf(linesOf('amazon_video_games/Video.txt.gz'), ' ')) },
  gowalla: { order: 'given split, drawn before it', read: () => given(linesOf('gowalla/train.txt.gz'), linesOf('gowalla/test.txt')) },
  retailrocket_views: {
    order: 'drawn',
    read: () => drawnOrder(columnsOf(linesOf('retailrocket_views/view_ecommerce.dat').slice(1), '\t')),
  },
  steam_200k: { order: 'drawn', read: () => drawnOrder(columnsOf(linesOf('steam_200k/game_purchase.dat').slice(1), '\t')) },
  online_retail: { order: 'time', read: onlineRetail },
};

export const hasSets = existsSync(join(data, 'INDEX.md'));
