// A shop for the benchmarks of served recommenders: users of a few tastes over a catalogue with categories, prices and stock, and rules over them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csv, t } from 'millwright';
import { random, systemClock } from 'millwright/core';
import { openWorkspace, promoteVersion, recommender, trainRecommender } from 'millwright/model';

const CATEGORIES = 40;

/** Events of users, so many each: four of five in the few categories of their taste, popular items more often. */
function madeEvents(users, items, each) {
  const draw = random(7, 'serve recommend');
  const perCategory = items / CATEGORIES;
  const lines = [];
  for (let user = 0; user < users; user++) {
    const tastes = [draw.int(CATEGORIES), draw.int(CATEGORIES), draw.int(CATEGORIES)];
    for (let e = 0; e < each; e++) {
      const category = draw.uniform() < 0.8 ? tastes[draw.int(3)] : draw.int(CATEGORIES);
      const item = Math.floor(perCategory * draw.uniform() ** 2) * CATEGORIES + category;
      const at = new Date(Date.UTC(2026, 0, 1) + user * 1000 + e * 3_600_000).toISOString();
      lines.push(`u${user},i${item},${e % 5 === 4 ? 'purchase' : 'view'},${at}`);
    }
  }
  return `user,item,type,at\n${lines.join('\n')}\n`;
}

/** Trains `shop` in a folder and makes it champion; gives what it took. */
export async function preparedShop(root, { users, items, each, learner }) {
  writeFileSync(join(root, 'events.csv'), madeEvents(users, items, each));
  const rows = Array.from({ length: items }, (_, i) => `i${i},Item ${i},c${i % CATEGORIES},${5 + (i % 90)},${i % 20 === 0 ? 'no' : 'yes'}`);
  writeFileSync(join(root, 'items.csv'), `id,title,category,price,stock\n${rows.join('\n')}\n`);
  const definition = recommender('shop', {
    events: csv(join(root, 'events.csv'), { user: t.id(), item: t.id(), type: t.category(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    event: 'type',
    weights: { view: 1, purchase: 5 },
    items: {
      table: csv(join(root, 'items.csv'), {
        id: t.id(),
        title: t.text(),
        category: t.category(),
        price: t.number(),
        stock: t.bool({ true: 'yes', false: 'no' }),
      }),
      id: 'id',
      title: 'title',
    },
    lists: {
      rules: (i) => ({ exclude: i.stock.not(), boost: [{ when: i.price.gt(60), by: 1.3 }], caps: [{ by: i.category, most: 5 }] }),
    },
  });
  const quiet = () => {};
  const workspace = await openWorkspace({ root, clock: systemClock });
  const run = { workspace, clock: systemClock, signal: new AbortController().signal, progress: quiet, say: quiet, threads: 2 };
  const { version, seconds } = await trainRecommender(definition, { ...run, learner });
  await promoteVersion(`shop@${version}`, 'champion', { force: true }, run);
  await workspace.close();
  return { seconds };
}
