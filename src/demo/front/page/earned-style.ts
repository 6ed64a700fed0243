import { houseStyle } from './house-style.js';

/** The look of the page of what the recommender earned. */
export const earnedStyle = `${houseStyle}
main{max-width:820px;margin:auto;padding:32px 24px 64px}
h1,h2{font-family:var(--serif);line-height:1.2;letter-spacing:-.01em}h1{font-size:36px;margin:18px 0 6px;text-wrap:balance}h2{font-size:23px;margin:40px 0 8px}
a{color:var(--accent);text-underline-offset:3px}p,ul{margin:8px 0}ul{padding-left:20px}li{margin:6px 0}
.lead{font-size:18px;color:var(--soft);margin:0 0 24px}
.figures{display:grid;grid-template-columns:repeat(2,1fr);gap:14px}.figures div{border:1px solid var(--line);border-radius:14px;background:var(--card);padding:16px 18px}
.figures b{display:block;font:600 28px/1.25 var(--serif)}.figures span{display:block;color:var(--soft);font-size:15px;line-height:1.4}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:15px;margin:12px 0}
th,td{text-align:right;padding:9px 0 9px 14px;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}th:first-child{text-align:left;padding-left:0}thead th{color:var(--soft)}
td small{display:block;color:var(--soft);font-size:13px}
dl{display:grid;grid-template-columns:11em 1fr;gap:10px 18px;margin:12px 0}dt{color:var(--soft)}dd{margin:0}
svg{width:100%;height:auto;background:var(--card);border:1px solid var(--line);border-radius:14px}svg text{font-size:13px;fill:var(--soft)}svg.narrow{display:none}
.band{fill:var(--accent);opacity:.18}.found{fill:none;stroke:var(--accent);stroke-width:2.5}.truth{fill:none;stroke:var(--true);stroke-width:2;stroke-dasharray:6 5}.zero{stroke:var(--soft)}.grid{stroke:var(--line)}
.key{display:flex;gap:4px 22px;flex-wrap:wrap;color:var(--soft);font-size:14px;padding:0;list-style:none}.key li{margin:0}.key i{display:inline-block;width:22px;height:0;border-top:3px solid var(--accent);vertical-align:middle;margin-right:7px}.key i.t{border-top:3px dashed var(--true)}.key i.b{border:0;height:12px;background:var(--accent);opacity:.25}
@media(max-width:640px){.figures,dl{grid-template-columns:1fr}dl{gap:2px}dd{margin-bottom:10px}main{padding:20px 16px 48px}h1{font-size:29px}svg.wide{display:none}svg.narrow{display:block}th,td{padding-left:8px}}
@media print{svg{break-inside:avoid}}`;
