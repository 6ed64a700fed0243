import { html, raw, type Html } from './html.js';

/** One self-contained page: no script, no font, no picture from elsewhere. Follows the reader's light or dark setting and prints. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.html;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --soft: #55606c; --line: #d9dee4; --paper: #fff; --wash: #f4f6f8; --accent: #0b63b5; --good: #1a7f4b; --bad: #b3261e; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6eaef; --soft: #9aa5b1; --line: #343d47; --paper: #14191f; --wash: #1c232b; --accent: #6db3f2; --good: #59c08b; --bad: #f2867e;
  --chart-first: #6aa5f2; --chart-second: #f0a35a; --chart-third: #59c08b; --chart-fourth: #c194e6; --chart-good: #59c08b; --chart-bad: #f2867e; --chart-muted: #8a95a1; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
header p.kind { margin: 0; color: var(--soft); font-size: .9rem; letter-spacing: .02em; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .3rem 0 1.2rem; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 2.6rem 0 .6rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .5rem 0; max-width: 46rem; } p.lead { margin: -.6rem 0 1.2rem; font-size: 1.08rem; } p.soft, figcaption, .soft { color: var(--soft); font-size: .92rem; }
dl.glance { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .8rem; margin: 0; }
dl.glance div { display: flex; flex-direction: column; background: var(--wash); border-radius: .4rem; padding: .7rem .9rem; }
dl.glance dt { order: 2; font-size: .9rem; } dl.glance dd { margin: 0; order: 1; font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; } dl.glance dd.soft { order: 3; font-size: .82rem; font-weight: 400; }
figure { margin: 1rem 0; } figure svg { display: block; width: 100%; height: auto; } figcaption { margin-top: .3rem; max-width: 46rem; }
figure.narrow svg { max-width: 34rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem 1.5rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; margin: .6rem 0; }
th, td { text-align: right; padding: .32rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; } th:first-child, td:first-child { text-align: left; padding-left: 0; }
th { color: var(--soft); font-weight: 600; } td { font-variant-numeric: tabular-nums; } td:not(:first-child) { white-space: nowrap; }
#details td:first-child { min-width: 10rem; } #details td, #data td, #data th, #sign td, #sign th, #changes td, #changes th { white-space: normal; text-align: left; } #data td:last-child { white-space: nowrap; }
#good td:nth-child(2), #good th:nth-child(2), #examples td, #examples th, #rules td, #rules th { white-space: normal; text-align: left; } #examples td:first-child { width: 2rem; }
span.settings { display: inline-block; white-space: normal; text-align: left; min-width: 16rem; } #chosen td:nth-child(2), #chosen th:nth-child(2), #chosen td:nth-child(3), #chosen th:nth-child(3) { text-align: left; }
table.sign td { height: 3.4rem; border: 1px solid var(--line); padding-left: .6rem; width: 30%; } table.sign td:first-child, table.sign th:first-child { padding-left: .6rem; width: 20%; }
ul { padding-left: 1.2rem; margin: .5rem 0; max-width: 46rem; } li { margin: .3rem 0; } li.doubt::marker { color: var(--bad); }
code { font: .88em ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; } details { margin: .8rem 0; } summary { cursor: pointer; color: var(--accent); }
.tag { display: inline-block; padding: 0 .5em; border-radius: 1em; background: var(--wash); font-size: .85em; }
@media screen and (max-width: 40rem) { figure svg { width: calc(100% + 2.25rem); margin-inline: -1.125rem; font-size: 12px; } th, td { padding-inline: .4rem 0; } .pair { grid-template-columns: minmax(0, 1fr); } #data td:last-child { white-space: normal; } }
@page { margin: 16mm 15mm; }
@media print { html { font-size: 13px; } body { font-size: 1rem; } dl.glance { grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); } main { max-width: none; padding: 0; } h1 { font-size: 17pt; } h2 { margin-top: 1.4rem; padding-top: .7rem; } h2, h3, thead, summary { break-after: avoid; } figure, tr, li, dl.glance, table.sign, #sign { break-inside: avoid; }
  .pair { grid-template-columns: 1fr 1fr; } figure.narrow svg { max-width: 12cm; } .scroll { overflow: visible; } details::details-content { content-visibility: visible; block-size: auto; } dl.glance div { border: 1px solid var(--line); } }
`;
