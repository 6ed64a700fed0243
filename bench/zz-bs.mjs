import { random } from 'millwright/core';
import { openBpr } from '../src/kernel/bpr/bpr.ts';
const U=50000,I=10000,f=64; const d=random(1,'x');
const start=new Int32Array(U+1); const col=[]; for(let u=0;u<U;u++){ const s=new Set(); while(s.size<32) s.add(d.int(I)); col.push(...[...s].sort((a,b)=>a-b)); start[u+1]=col.length; }
const mk=(n)=>Float32Array.from({length:n*f},()=>(d.uniform()-.5)/f);
const b=openBpr({items:I,start,column:Int32Array.from(col),factors:f,learningRate:.05,l2:.01,firstUsers:mk(U),firstItems:mk(I)});
for(let e=0;e<4;e++){ const cpu=process.cpuUsage(); const t=performance.now(); b.steps(0,col.length,e*7919); const u=process.cpuUsage(cpu); console.log('cpu',(u.user+u.system)/1e6,'wall',(performance.now()-t)/1e3); }
