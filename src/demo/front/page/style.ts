import { houseStyle } from './house-style.js';

/** Hue of each category's tiles, in degrees of OKLCH. */
const HUES = { tea: 150, kitchen: 50, lighting: 90, textiles: 15, garden: 128, stationery: 260, bath: 215, bags: 320 } as const;

/** The look of the shop's page; light or dark as the visitor's system is. */
export const pageStyle = `${houseStyle}
button,select{font:inherit;color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
.skip{position:absolute;left:-999px}.skip:focus{left:12px;top:12px;z-index:9;background:var(--card);padding:8px 14px}
header{position:sticky;top:0;z-index:5;background:color-mix(in srgb,var(--paper) 88%,transparent);backdrop-filter:blur(10px);border-bottom:1px solid var(--line)}
.bar{max-width:1240px;margin:auto;padding:12px 24px;display:flex;gap:12px 24px;align-items:center;flex-wrap:wrap}
.brand{font:600 27px/1 var(--serif);letter-spacing:-.01em;color:inherit;text-decoration:none}
.brand small{display:block;font:400 13px/1.2 system-ui,sans-serif;color:var(--soft);letter-spacing:0;margin-top:5px}
.who{margin-left:auto;display:flex;gap:8px;align-items:center;min-width:0}
.who label{color:var(--soft);font-size:14px}
select{max-width:min(340px,60vw);padding:8px 10px;border:1px solid var(--line);border-radius:10px;background:var(--card)}
.bar a.owner,.cart{font-size:14px;color:var(--accent);text-underline-offset:3px;white-space:nowrap}
.cart{color:var(--soft)}
main{max-width:1240px;margin:auto;padding:8px 24px 72px}
h2{font:600 30px/1.15 var(--serif);letter-spacing:-.01em;margin:36px 0 2px}
.sub{margin:0 0 16px;color:var(--soft);font-size:15px;min-height:1.5em}
.sub b{color:var(--accent);font-weight:600}
.split{display:grid;grid-template-columns:1fr 250px;gap:32px;align-items:start}
.shelf{list-style:none;margin:0;padding:0;display:grid;gap:18px;grid-template-columns:repeat(auto-fill,minmax(190px,1fr))}
.shelf li{display:grid;min-width:0}
.row{grid-template-columns:repeat(6,minmax(0,1fr))}
.thing{display:flex;flex-direction:column;width:100%;text-align:left;padding:0 0 12px;border:1px solid var(--line);border-radius:14px;background:var(--card);cursor:pointer;overflow:hidden;transition:transform .15s,box-shadow .15s}
.thing:hover{transform:translateY(-3px);box-shadow:0 8px 24px rgb(0 0 0/.09)}
.new .thing{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
.tile{--h:0;display:grid;place-items:center;width:100%;aspect-ratio:4/3;background-color:light-dark(oklch(.89 .055 var(--h)),oklch(.36 .055 var(--h)));color:light-dark(oklch(.42 .085 var(--h)),oklch(.87 .07 var(--h)));position:relative}
.tile::before{content:"";position:absolute;inset:0;opacity:.16}
.tile svg{width:38%;max-width:96px;position:relative;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
${Object.entries(HUES)
  .map(([category, hue]) => `[data-category=${category}]{--h:${hue}}`)
  .join('')}
[data-style=nordic]::before{background:linear-gradient(135deg,transparent 48%,currentColor 48% 52%,transparent 52%) 0 0/44px 44px}
[data-style=rustic]::before{background:repeating-linear-gradient(0deg,currentColor 0 1px,transparent 1px 9px),repeating-linear-gradient(90deg,currentColor 0 1px,transparent 1px 9px)}
[data-style=botanical]::before{background:radial-gradient(ellipse 5px 10px at 30% 30%,currentColor 98%,transparent) 0 0/34px 40px,radial-gradient(ellipse 5px 10px at 70% 75%,currentColor 98%,transparent) 0 0/34px 40px}
[data-style=vintage]::before{background:repeating-linear-gradient(90deg,currentColor 0 8px,transparent 8px 22px)}
[data-style=coastal]::before{background:radial-gradient(circle at 50% 100%,transparent 12px,currentColor 12px 14px,transparent 14px) 0 0/32px 18px}
[data-style=bold]::before{background:radial-gradient(currentColor 4.5px,transparent 5px) 0 0/24px 24px}
.name{display:block;padding:11px 14px 0;font:600 17px/1.25 var(--serif)}
.facts{display:flex;justify-content:space-between;gap:8px;padding:3px 14px 0;font-size:14px;color:var(--soft)}
.facts span:first-child{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.facts span:last-child{color:var(--ink);font-variant-numeric:tabular-nums}
.why{display:block;margin:9px 14px 0;padding-top:8px;border-top:1px dashed var(--line);font-size:13px;line-height:1.35;color:var(--accent)}
.row .name{font-size:16px}
.knows{border:1px solid var(--line);border-radius:14px;background:var(--card);padding:16px 18px;margin-top:40px;position:sticky;top:92px}
.knows h3{font:600 18px/1.2 var(--serif);margin:0 0 4px}
.knows p{margin:0;color:var(--soft);font-size:14px}
.knows ol{list-style:none;margin:12px 0 0;padding:0;font-size:14px}
.knows li{padding:8px 0;border-top:1px solid var(--line);display:flex;justify-content:space-between;gap:10px}
.knows li span:last-child{color:var(--soft);white-space:nowrap}
.knows button{margin-top:14px;width:100%}
.chips{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 18px}
.chip,.plain{padding:7px 14px;border:1px solid var(--line);border-radius:99px;background:var(--card);cursor:pointer;font-size:14px}
.chip[aria-pressed=true]{background:var(--ink);color:var(--paper);border-color:var(--ink)}
.more{display:block;margin:24px auto 0}
.main{padding:11px 20px;border:0;border-radius:11px;background:var(--accent);color:var(--on-accent);font-weight:600;cursor:pointer}
.main[disabled]{opacity:.45;cursor:default}
.second{padding:10px 20px;border:1px solid var(--accent);border-radius:11px;background:transparent;color:var(--accent);font-weight:600;cursor:pointer}
dialog{width:min(760px,94vw);max-height:92vh;border:1px solid var(--line);border-radius:18px;padding:0;background:var(--card);color:var(--ink);overflow:auto}
dialog::backdrop{background:rgb(20 16 10/.45);backdrop-filter:blur(3px)}
.big{display:grid;grid-template-columns:260px 1fr}
.big .tile{aspect-ratio:auto;min-height:230px}
.big .text{padding:26px 28px}
.big h2{margin:0 0 4px;padding-right:24px}
.price{font-size:22px;font-variant-numeric:tabular-nums;margin:14px 0 18px}
.acts{display:flex;gap:10px;flex-wrap:wrap}
.close{position:absolute;right:12px;top:12px;width:36px;height:36px;border-radius:50%;border:1px solid var(--line);background:var(--card);cursor:pointer;z-index:1}
.also{padding:0 28px 22px}.also h3{font:600 18px var(--serif);margin:18px 0 10px}
.also .shelf{grid-template-columns:repeat(6,minmax(0,1fr));gap:10px}
.also .name{font-size:14px;padding:8px 9px 0}.also .facts{padding:2px 9px 0;font-size:12.5px}.also .facts span:first-child{display:none}.also .thing{padding-bottom:9px}
.told{margin:12px 0 0;font-size:14px;color:var(--soft);min-height:1.5em}
footer{max-width:1240px;margin:auto;padding:0 24px 40px;color:var(--soft);font-size:14px}
@media(max-width:1000px){select{max-width:210px}.split{grid-template-columns:1fr;gap:0}.knows{position:static;margin-top:24px}.row{grid-template-columns:repeat(3,minmax(0,1fr))}}
@media(max-width:640px){.bar{padding:10px 16px}main{padding:0 16px 56px}.who{margin-left:0;width:100%;order:3}.who label{display:none}select{max-width:none;width:100%}
.cart{margin-left:auto}.shelf,.row,.also .shelf{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}h2{font-size:26px;margin-top:26px}.big{grid-template-columns:1fr}.big .tile{min-height:150px}
.big .text,.also{padding-left:18px;padding-right:18px}.name,.row .name{font-size:15px;padding:9px 11px 0}.facts{padding:2px 11px 0;font-size:13px}.why{margin:8px 11px 0}}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}
@media not (prefers-reduced-motion:reduce){::view-transition-group(*){animation-duration:.35s}}`;
