import { ICONS } from './icons.js';

/** The page's script: shows what the shop's server says, and tells it what is done. It writes texts only, never HTML. */
export const pageScript = `'use strict';
const ICONS = ${JSON.stringify(ICONS)};
const $ = (id) => document.getElementById(id);
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const euro = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const ask = async (path, body) => {
  const answer = await fetch('/shop/api/' + path, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
};
const say = (text) => { $('live').textContent = text; };

let items = new Map();
let me = '';
let lists = { forYou: [], trending: [], slate: undefined };
let deeds = [];
let inCart = new Set();
let bought = new Set();
let category = 'all';
let shown = 15;
let opened;

function tileOf(item) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 48 48');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[item.category]);
  svg.append(path);
  return make('span', { class: 'tile', 'data-category': item.category, 'data-style': item.style }, svg);
}

function thing(id, why, from) {
  const item = items.get(id);
  const button = make('button', { class: 'thing', type: 'button', 'data-item': id }, tileOf(item),
    make('span', { class: 'name' }, item.title),
    make('span', { class: 'facts' }, make('span', {}, capital(item.style) + ' ' + item.category), make('span', {}, euro.format(item.price))));
  if (why) button.append(make('span', { class: 'why' }, capital(why)));
  button.addEventListener('click', () => open(id, from));
  return make('li', {}, button);
}

function fill(shelf, entries, from) {
  shelf.replaceChildren(...entries.filter((entry) => items.has(entry.item)).map((entry) => thing(entry.item, entry.why, from)));
}

const plain = (ids) => ids.map((item) => ({ item }));

function showForYou(before) {
  const shelf = $('for-you');
  const draw = () => {
    fill(shelf, lists.forYou, lists.slate);
    [...shelf.children].forEach((li, place) => {
      const { item } = lists.forYou[place];
      li.style.viewTransitionName = 'thing-' + item;
      if (before.length > 0 && !before.includes(item)) li.classList.add('new');
    });
  };
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches || $('item').open;
  if (document.startViewTransition && !still && document.visibilityState === 'visible' && before.length > 0) document.startViewTransition(draw);
  else draw();
}

async function refresh(sinceMs) {
  const asked = me;
  const before = lists.forYou.map(({ item }) => item);
  const answer = await ask('lists?visitor=' + encodeURIComponent(asked));
  if (asked !== me) return;
  lists = answer;
  showForYou(sinceMs === undefined ? [] : before);
  const fresh = lists.forYou.filter(({ item }) => !before.includes(item)).length;
  const took = 'Chosen from ' + items.size + ' things in ' + lists.tookMs.toFixed(lists.tookMs < 10 ? 1 : 0) + ' ms';
  const known = lists.forYou.some(({ why }) => why);
  const told = $('for-you-told');
  if (sinceMs === undefined) told.textContent = (known ? '' : 'Nothing is known of you yet: this is what most people like now. ') + took + '.';
  else {
    const ms = Math.round(performance.now() - sinceMs);
    const change = fresh === 0 ? 'Your list is the same things in a new order' : fresh + (fresh === 1 ? ' new thing' : ' new things') + ' on your list';
    told.replaceChildren(make('b', {}, change + ', ' + ms + ' ms after your click'), '. ' + took + '.');
    $('told').textContent = change + ', ' + ms + ' ms later.';
    say(change);
  }
  told.dataset.changes = String(Number(told.dataset.changes || 0) + 1);
  $('trending-part').hidden = lists.trending.length === 0;
  fill($('trending'), plain(lists.trending));
}

async function did(type, id, slate) {
  const sinceMs = performance.now();
  deeds = [{ type, id }, ...deeds].slice(0, 8);
  if (type === 'cart') inCart.add(id);
  if (type === 'purchase') { bought.add(id); inCart.delete(id); }
  showDeeds();
  try {
    await ask('did', { id: 'web-' + crypto.randomUUID(), visitor: me, item: id, type, ...(slate ? { slate } : {}) });
    await refresh(sinceMs);
    if (type === 'view') await showBecause(id);
  } catch (error) {
    say('The shop does not answer: ' + error.message);
    $('for-you-told').textContent = 'The shop does not answer: ' + error.message;
  }
}

const WORDS = { view: 'looked at', cart: 'in the cart', purchase: 'bought' };
function showDeeds() {
  $('deeds').replaceChildren(...deeds.map(({ type, id }) => make('li', {}, make('span', {}, items.get(id).title), make('span', {}, WORDS[type]))));
  $('nothing').hidden = deeds.length > 0;
  $('cart').textContent = inCart.size === 0 ? 'Cart is empty' : inCart.size + ' in the cart';
}

async function showBecause(id) {
  const { similar } = await ask('about?item=' + encodeURIComponent(id));
  const listed = new Set(lists.forYou.map(({ item }) => item));
  const others = similar.filter((item) => !listed.has(item)).slice(0, 6);
  $('because-part').hidden = others.length === 0;
  $('because-of').textContent = 'Because you looked at ' + items.get(id).title;
  fill($('because'), plain(others));
}

async function open(id, slate) {
  opened = { id, slate };
  const item = items.get(id);
  $('item-tile').replaceChildren(tileOf(item));
  $('item-title').textContent = item.title;
  $('item-facts').textContent = capital(item.style) + ' · ' + item.category;
  $('item-price').textContent = euro.format(item.price);
  $('told').textContent = '';
  showActs();
  for (const part of ['similar', 'together']) $(part + '-part').hidden = true;
  if (!$('item').open) $('item').showModal();
  $('item').scrollTop = 0;
  did('view', id, slate);
  const also = await ask('about?item=' + encodeURIComponent(id)).catch(() => ({ similar: [], together: [] }));
  if (opened.id !== id) return;
  for (const part of ['similar', 'together']) {
    $(part + '-part').hidden = also[part].length === 0;
    fill($(part), plain(also[part].slice(0, 6)));
  }
}

function showActs() {
  const { id } = opened;
  const has = items.get(id).has;
  $('add').disabled = !has || inCart.has(id) || bought.has(id);
  $('buy').disabled = !has || bought.has(id);
  $('add').textContent = inCart.has(id) ? 'In the cart' : 'Add to cart';
  $('buy').textContent = bought.has(id) ? 'Bought' : has ? 'Buy now' : 'Sold out';
}

function showShelf() {
  const all = [...items.values()].filter((item) => category === 'all' || item.category === category);
  fill($('shelf'), all.slice(0, shown).map(({ id }) => ({ item: id })));
  $('more').hidden = all.length <= shown;
  for (const chip of $('chips').children) chip.setAttribute('aria-pressed', String(chip.dataset.category === category));
}

async function be(visitor) {
  me = visitor;
  deeds = []; inCart = new Set(); bought = new Set();
  lists = { forYou: [], trending: [], slate: undefined };
  $('because-part').hidden = true;
  showDeeds();
  await refresh();
}
const stranger = () => 'guest-' + crypto.randomUUID().slice(0, 8);

function start({ visitors, items: all }) {
  items = new Map(all.map((item) => [item.id, item]));
  $('visitor').append(...visitors.map(({ id, about }) => make('option', { value: id }, about)));
  const categories = ['all', ...new Set(all.map((item) => item.category))];
  $('chips').append(...categories.map((name) => {
    const chip = make('button', { type: 'button', class: 'chip', 'data-category': name }, capital(name));
    chip.addEventListener('click', () => { category = name; shown = 15; showShelf(); });
    return chip;
  }));
  showShelf();
  return be(stranger());
}

$('visitor').addEventListener('change', (event) => be(event.target.value === 'new' ? stranger() : event.target.value));
$('anew').addEventListener('click', () => { $('visitor').value = 'new'; be(stranger()); });
$('more').addEventListener('click', () => { shown += 25; showShelf(); });
$('close').addEventListener('click', () => $('item').close());
$('item').addEventListener('click', (event) => { if (event.target === $('item')) $('item').close(); });
for (const [button, type] of [['add', 'cart'], ['buy', 'purchase']])
  $(button).addEventListener('click', () => { did(type, opened.id, opened.slate); showActs(); });
ask('shop').then(start).catch((error) => { $('for-you-told').textContent = 'The shop does not answer: ' + error.message; });
`;
