import { mkdtempSync, existsSync, mkdirSync } from 'node:fs';
import { openWorkspace, openRecommender } from 'millwright/model';
import { systemClock } from 'millwright/core';
import { preparedShop } from './serve/recommend-project.mjs';
const root = '/tmp/rest-prof/shop-'+(process.argv[2]??'item_knn');
if (!existsSync(root)) { mkdirSync(root); await preparedShop(root, { users: 2000, items: 10000, each: 50, learner: process.argv[2]??'item_knn' }); }
const workspace = await openWorkspace({ root, clock: systemClock });
const open = await openRecommender('shop', { workspace, clock: systemClock, signal: new AbortController().signal, progress(){}, say(){} });
const one = (u, reasons=3) => open.recommend({ user: u, history: open.historyOf(u), k: 20, reasons, turn: 't' });
for (let i = 0; i < 500; i++) one(`u${i}`);
const cpu0 = process.cpuUsage();
for (let i = 0; i < 2000; i++) one(`u${i%2000}`);
const { user } = process.cpuUsage(cpu0);
console.log('us per list', user/2000);
const c1 = process.cpuUsage();
for (let i = 0; i < 2000; i++) open.historyOf(`u${i%2000}`);
console.log('historyOf', process.cpuUsage(c1).user/2000);
await workspace.close();
