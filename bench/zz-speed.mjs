import { madeEvents } from './recommend/made.mjs';
import { interactionsOfLists, matrixOf } from './recommend/events.mjs';
import { askedUsers, judged, K } from './recommend/judged.mjs';
import { fitOurs } from './recommend/ours.mjs';
import { fitImplicit } from './recommend/implicit.mjs';
import { lastOfEachUser } from 'millwright/recommend';
const all=interactionsOfLists(madeEvents(50000,10000,2e6),10000);
const split=lastOfEachUser(all,.2);
const asked=askedUsers(split,2000);
const set={threads:2,seed:7,k:K};
const show=(n,r)=>console.log(n,{...r,lists:undefined},judged(r.lists,asked));
const m=matrixOf(split.before);
for (const [n,p] of JSON.parse(process.argv[2])) {
  if (n.startsWith('i.')) show(n+JSON.stringify(p), fitImplicit(m,asked.map(a=>a.user),[{method:n.slice(2),params:p}],set)[0]);
  else show(n+JSON.stringify(p), await fitOurs(n,p,split.before,asked,set));
}
