/** The page's style: two columns where there is room, light or dark as the reader has it. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2126, #e6e9ec);
  --quiet: light-dark(#5f6b76, #98a4af);
  --paper: light-dark(#ffffff, #14181c);
  --panel: light-dark(#f6f7f9, #1b2026);
  --line: light-dark(#e1e5ea, #2c333b);
  --accent: light-dark(#0b5cad, #6cb4ff);
  --code: light-dark(#10151a, #0d1013);
  --get: light-dark(#1a7f4b, #56c98b);
  --post: light-dark(#0b5cad, #6cb4ff);
  --put: light-dark(#9a5b00, #e0a64a);
  --delete: light-dark(#b3261e, #ff8a80);
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); color: var(--ink); background: var(--paper); font: 15px/1.55 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); background: var(--panel); }
nav .brand { font-weight: 700; font-size: 1.15rem; letter-spacing: -0.01em; }
nav h2 { margin: 1.5rem 0 0.4rem; font-size: 0.75rem; text-transform: uppercase; letter-spacing: 0.06em; color: var(--quiet); }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav li a { display: flex; gap: 0.5rem; align-items: baseline; padding: 0.2rem 0.35rem; border-radius: 5px; font-size: 0.86rem; overflow-wrap: anywhere; }
nav li a:hover { background: var(--line); }
a { color: inherit; text-decoration: none; }
main a, nav .brand { color: var(--accent); }
main { padding: 2rem clamp(1rem, 3vw, 3rem) 6rem; max-width: 90rem; }
h1 { font-size: 2rem; margin: 0; letter-spacing: -0.02em; }
h2 { font-size: 1.45rem; margin: 0 0 0.4rem; letter-spacing: -0.01em; }
h2.part { margin-top: 3.5rem; }
h3, h4 { font-size: 0.95rem; margin: 1.4rem 0 0.5rem; }
p { max-width: 48rem; margin: 0.5rem 0; }
.lead { font-size: 1.1rem; color: var(--quiet); }
.quiet { color: var(--quiet); font-weight: 400; font-size: 0.92em; }
code, pre, textarea, output { font: 0.84em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
p code, td code, th code { background: var(--panel); border: 1px solid var(--line); border-radius: 4px; padding: 0.05em 0.35em; overflow-wrap: anywhere; }
.operation { border-top: 1px solid var(--line); padding-top: 1.6rem; margin-top: 2rem; }
.route { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem; margin: 0.3rem 0 0.6rem; }
.route code { background: none; border: 0; font-size: 0.95rem; font-weight: 600; }
.method { font: 700 0.68rem/1 ui-monospace, Menlo, Consolas, monospace; letter-spacing: 0.04em; color: var(--post); flex: none; min-width: 2.7em; white-space: nowrap; }
.method.get { color: var(--get); } .method.put { color: var(--put); } .method.delete { color: var(--delete); }
.route .method { border: 1px solid currentColor; border-radius: 4px; padding: 0.3em 0.5em; }
.scope { font-size: 0.78rem; font-weight: 400; color: var(--quiet); border: 1px solid var(--line); border-radius: 99px; padding: 0.05rem 0.6rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2.5rem; align-items: start; }
.columns > div { min-width: 0; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); }
.properties th { width: 34%; font-weight: 500; overflow-wrap: anywhere; }
.type { color: var(--accent); font-size: 0.88em; }
.status { font-weight: 700; }
td, .quiet { overflow-wrap: anywhere; }
.properties td { font-size: 0.92em; }
figure.code { margin: 0 0 1rem; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--code); }
figcaption { display: flex; justify-content: space-between; align-items: center; padding: 0.3rem 0.4rem 0.3rem 0.8rem; font-size: 0.75rem; background: var(--panel); color: var(--quiet); border-bottom: 1px solid var(--line); }
pre { margin: 0; padding: 0.8rem; overflow: auto; max-height: 30rem; color: #dfe6ec; }
button { font: inherit; font-size: 0.8rem; cursor: pointer; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 0.2rem 0.6rem; }
button:hover { border-color: var(--accent); }
button:disabled { opacity: 0.5; }
form.token { margin: 1rem 0 0; display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; font-size: 0.9rem; }
input, textarea { color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 0.45rem 0.6rem; }
input { flex: 1 1 18rem; max-width: 28rem; font: inherit; }
textarea { display: block; width: 100%; margin: 0.3rem 0 0.6rem; resize: vertical; }
.try { border: 1px solid var(--line); border-radius: 8px; padding: 0.6rem 0.8rem; background: var(--panel); }
.try summary { cursor: pointer; font-weight: 600; }
.try form { margin-top: 0.6rem; }
output { display: block; margin-top: 0.6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
output.good { border-left: 3px solid var(--get); padding-left: 0.7rem; }
output.bad { border-left: 3px solid var(--delete); padding-left: 0.7rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 56rem) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
