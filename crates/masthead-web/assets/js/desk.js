// The desk by keyboard: decides without loading a page, shows the next post at once, keeps the leases alive.
import { keys } from './shared/desk-keys.js';

const desk = document.querySelector('[data-desk]');
const RENEW_MS = 25_000;
let ahead = null;

if (desk) {
  keys.print(document);
  keys.offer(desk);
  document.addEventListener('keydown', onKey);
  desk.addEventListener('submit', onSubmit);
  desk.addEventListener('change', onGround);
  setInterval(renew, RENEW_MS);
  addEventListener('pagehide', () => navigator.sendBeacon(`${desk.dataset.address}/return`, form({})));
  fetchAhead();
}

function part() {
  return desk.querySelector('[data-desk-part]');
}

function form(fields) {
  return new URLSearchParams({ token: desk.dataset.token, from: part().dataset.from, ...fields });
}

function onKey(event) {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const refusal = desk.querySelector('[data-refusal]');
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && refusal?.open) {
    event.preventDefault();
    refusal.querySelector('form').requestSubmit();
    return;
  }
  if (event.key === 'Escape' && refusal?.open) {
    refusal.open = false;
    focusPost();
    return;
  }
  const writes = event.target.closest('textarea, input:not([type=radio]), select');
  if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
  if (refusal?.open && /^[1-9]$/.test(event.key)) {
    refusal.querySelector(`[data-ground-key="${event.key}"]`)?.closest('label').querySelector('input').click();
    return;
  }
  const action = keys.action(event.key);
  if (!action) return;
  event.preventDefault();
  if (action === 'refuse') openRefusal(refusal);
  else if (action === 'conversation') toggle(desk.querySelector('[data-conversation]'));
  else desk.querySelector(`[data-action="${action}"]`)?.click();
}

function openRefusal(refusal) {
  if (!refusal) return;
  refusal.open = true;
  (refusal.querySelector('input:checked') ?? refusal.querySelector('input[type=radio], textarea')).focus();
}

function toggle(details) {
  if (details) details.open = !details.open;
}

// A ground puts its prepared text into the field, unless something else was written there.
function onGround(event) {
  const prepared = event.target.dataset?.prepared;
  if (prepared === undefined) return;
  const facts = desk.querySelector('#facts');
  const untouched = [...desk.querySelectorAll('[data-prepared]')].some((it) => it.dataset.prepared === facts.value);
  if (facts.value.trim() === '' || untouched) facts.value = prepared;
}

async function onSubmit(event) {
  const sent = event.target;
  if (event.defaultPrevented || sent.method !== 'post') return;
  event.preventDefault();
  if (desk.ariaBusy === 'true') return;
  desk.ariaBusy = 'true';
  const body = new URLSearchParams(new FormData(sent));
  const approves = sent.dataset.decision === 'approve';
  const shown = approves && showAhead();
  try {
    const answer = await fetch(sent.action, { method: 'POST', body, headers: { 'x-part': '1', accept: 'text/html' } });
    const html = await answer.text();
    if (answer.redirected && !html.includes('data-desk-part')) location.reload();
    else if (html.includes('data-desk-part')) replace(html, shown && answer.ok);
    else location.assign(desk.dataset.address);
  } catch {
    location.reload();
  } finally {
    desk.ariaBusy = 'false';
  }
}

// What was fetched ahead is shown before the answer is there, so that nobody waits for the network.
function showAhead() {
  const next = part().dataset.next.split(' ')[0];
  if (!ahead || ahead.item !== next) return false;
  put(ahead.html);
  focusPost();
  return true;
}

// While the same post is being read, only what stands around it is renewed.
function replace(html, isShown) {
  const fresh = document.createRange().createContextualFragment(html).querySelector('[data-desk-part]');
  const same = isShown && fresh.dataset.item === part().dataset.item;
  if (same) {
    for (const place of ['[data-desk-counts]', '[data-desk-undo]', '[data-desk-banner]']) {
      desk.querySelector(place).replaceWith(fresh.querySelector(place));
    }
    Object.assign(part().dataset, { next: fresh.dataset.next, from: fresh.dataset.from });
    keys.print(desk);
  } else {
    put(fresh);
    focusPost();
  }
  fetchAhead();
}

function put(content) {
  const fresh = typeof content === 'string' ? document.createRange().createContextualFragment(content).querySelector('[data-desk-part]') : content;
  part().replaceWith(fresh);
  keys.print(desk);
}

function focusPost() {
  desk.querySelector('[data-post]')?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function fetchAhead() {
  const next = part().dataset.next.split(' ')[0];
  if (!next) return;
  const address = `${desk.dataset.address}/${next}?from=${encodeURIComponent(part().dataset.from)}`;
  const answer = await fetch(address, { headers: { 'x-part': '1', accept: 'text/html' } }).catch(() => null);
  if (answer?.ok) ahead = { item: next, html: await answer.text() };
}

function renew() {
  if (document.visibilityState === 'visible' && part().dataset.item) {
    fetch(`${desk.dataset.address}/lease`, { method: 'POST', body: form({}) }).catch(() => {});
  }
}
