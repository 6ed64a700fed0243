import { createHash } from 'node:crypto';
import { pageScript } from './script.js';
import { pageStyle } from './style.js';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Headers of a page that is whole in itself: only the scripts and styles in it run, and it talks to its own server alone. */
export function pageHeaders(page: string): Readonly<Record<string, string>> {
  const inside = (tag: string): string =>
    [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text]) => hashOf(text)).join(' ') || "'none'";
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src ${inside('script')}; style-src ${inside('style')}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}

const shelf = (id: string, title: string, sub = ''): string =>
  `<section id="${id}-part" aria-labelledby="${id}-of" hidden><h2 id="${id}-of">${title}</h2><p class="sub">${sub}</p><ul class="shelf row" id="${id}"></ul></section>`;

/** The shop's page: one file, nothing loaded from elsewhere. */
export const shopPage = (pages: Readonly<Record<string, string>>): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fernhill: things for house and garden</title><meta name="description" content="A simulated shop whose lists come from a recommender">
<link rel="icon" href="data:,"><style>${pageStyle}</style></head>
<body><a class="skip" href="#for-you">Skip to what is for you</a>
<header><div class="bar"><a class="brand" href="/shop">Fernhill<small>things for house and garden</small></a>
<div class="who"><label for="visitor">You are</label><select id="visitor"><option value="new">a new visitor</option></select></div>
<span class="cart" id="cart" aria-live="polite">Cart is empty</span>
${'/shop/earned' in pages ? '<a class="owner" href="/shop/earned">What it earned</a>' : ''}</div></header>
<main><div class="split"><section aria-labelledby="for-you-of"><h2 id="for-you-of">For you</h2><p class="sub" id="for-you-told">One moment …</p>
<ul class="shelf" id="for-you"></ul></section>
<aside class="knows" aria-labelledby="knows-of"><h3 id="knows-of">What you did just now</h3><p id="nothing">Nothing yet. Look at something: the list beside this changes at once.</p>
<ol id="deeds"></ol><button type="button" class="plain" id="anew">Start anew as a stranger</button></aside></div>
${shelf('because', 'Because you looked', 'More of what people who liked it liked as well.')}
${shelf('trending', 'Trending', 'More in demand than before.')}
<section aria-labelledby="shelf-of"><h2 id="shelf-of">The whole shop</h2><p class="sub">In no order but that of the catalogue.</p><div class="chips" id="chips" role="group" aria-label="Category"></div>
<ul class="shelf" id="shelf"></ul><button type="button" class="plain more" id="more">Show more</button></section></main>
<footer>A simulated shop. Names, tastes and visitors are invented; the lists are real answers of the model that this machine serves.</footer>
<p id="live" class="skip" role="status"></p>
<dialog id="item" aria-labelledby="item-title"><button type="button" class="close" id="close" aria-label="Close">✕</button>
<div class="big"><div id="item-tile"></div><div class="text"><h2 id="item-title"></h2><p class="sub" id="item-facts"></p><p class="price" id="item-price"></p>
<div class="acts"><button type="button" class="second" id="add">Add to cart</button><button type="button" class="main" id="buy">Buy now</button></div><p class="told" id="told"></p></div></div>
<div class="also"><div id="similar-part" hidden><h3>Like this</h3><ul class="shelf" id="similar"></ul></div>
<div id="together-part" hidden><h3>Often bought with it</h3><ul class="shelf" id="together"></ul></div></div></dialog>
<script>${pageScript}</script></body></html>
`;
