// Other people's readers read what we write: `masthead convert` on one side, a site as it is served on the other.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { openSmall } from '../stage/site.mjs';

const require = createRequire(import.meta.url);
const partytime = require('podcast-partytime');
const vnu = require('vnu-jar');

const HERE = fileURLToPath(new URL('.', import.meta.url));
const BLATT = join(HERE, 'blatt.jsonl');
const HEADLINES = ['Budget passed', 'Budget beschlossen – „endlich“'];

const folder = mkdtempSync(join(tmpdir(), 'masthead-readers-'));
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program to its end and answers what it printed. */
function run(program, words) {
  const done = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  assert.ok(!done.error, `${program} is missing; run \`make readers\``);
  assert.equal(done.status, 0, `${program} ${words.join(' ')}:\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

/** What a reader in Python understands of a text. */
function understood(kind, name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  assert.ok(process.env.READERS_PYTHON, 'READERS_PYTHON must name a Python; run `make readers`');
  return JSON.parse(run(process.env.READERS_PYTHON, [join(HERE, 'read.py'), kind, path]));
}

const converted = (to, file = BLATT) => run(process.env.MASTHEAD, ['convert', '--to', to, file]);

/** What the Nu HTML checker has to say of an HTML document: errors only, and not of CSS that is newer than it. */
function mistakes(name, html) {
  const path = join(folder, name);
  writeFileSync(path, html);
  const words = ['-jar', vnu, '--format', 'json', '--errors-only', '--exit-zero-always', '--stdout', path];
  return JSON.parse(run('java', words)).messages.map((it) => `${it.lastLine}: ${it.message}: ${it.extract}`);
}

for (const [to, version] of [['rss', 'rss20'], ['atom', 'atom10']]) {
  test(`feedparser reads ${to}`, () => {
    const feed = understood('feed', `${to}.xml`, converted(to));
    assert.equal(feed.bozo, '', 'it is well-formed');
    assert.equal(feed.version, version);
    assert.equal(feed.title, 'Ebersauer Blatt');
    assert.equal(feed.link, 'https://blatt.example/');
    assert.equal(feed.language, 'de');
    assert.deepEqual(feed.entries.map((entry) => entry.title), HEADLINES);
    const [, article] = feed.entries;
    assert.equal(article.id, 'urn:newsml:blatt.example:20261122:17:1');
    assert.equal(article.link, 'https://blatt.example/politik/budget-beschlossen-17');
    assert.deepEqual(article.published.slice(0, 5), [2026, 11, 22, 9, 30]);
    assert.deepEqual(article.authors, ['Anna Berger', 'Jo O’Neill <Reisen>']);
    assert.deepEqual(article.tags, ['Politik', 'Budget & Steuern']);
    assert.match(article.content[0], /<strong>Budget<\/strong> beschlossen/);
    assert.match(article.content[0], /<small>Agentur \/ Paul Brandl<\/small>/);
    if (to === 'rss') assert.deepEqual(article.credit, ['Agentur / Paul Brandl']);
    if (to === 'atom') assert.equal(article.enclosures[0].type, 'image/jpeg');
  });
}

test('feedparser and partytime read the podcast', () => {
  const xml = converted('podcast');
  const feed = understood('feed', 'podcast.xml', xml);
  assert.equal(feed.bozo, '');
  assert.deepEqual(feed.entries[0].enclosures, [
    { href: 'https://blatt.example/media/budget.mp3', length: '1843200', type: 'audio/mpeg' },
  ]);
  const podcast = partytime.parseFeed(xml);
  assert.equal(podcast.title, 'Ebersauer Blatt');
  assert.equal(podcast.explicit, false);
  assert.match(podcast.guid, /^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  assert.deepEqual(podcast.itunesCategory, ['News']);
  assert.match(podcast.itunesImage, /1280\.jpg$/);
  const [episode] = podcast.items;
  assert.equal(episode.title, 'Budget beschlossen – „endlich“');
  assert.equal(episode.duration, 115);
  assert.equal(episode.enclosure.length, 1_843_200);
  assert.equal(podcast.pubDate.getTime(), Date.parse('2026-11-22T09:30:00Z'));
});

test('extruct reads the JSON-LD', () => {
  const json = converted('schema-org');
  const [data] = understood('page', 'data.html', `<script type="application/ld+json">${json}</script>`);
  const [article, translation] = data['@graph'];
  assert.equal(article['@type'], 'NewsArticle');
  assert.equal(article.image[0].creditText, 'Agentur / Paul Brandl');
  assert.equal(article.image[0].license, 'https://blatt.example/rechte');
  assert.equal(article.correction[0].text, 'Es waren neun Stimmen, nicht acht.');
  assert.equal(translation.translationOfWork['@id'], article.url);
});

test('NewsMLG2 knows every element of NewsML-G2, each in its place', () => {
  const lines = run('head', ['-n', '9', BLATT]).trim().split('\n');
  const alone = join(folder, 'alone.jsonl');
  writeFileSync(alone, `${lines.join('\n')}\n{"end":{"records":${lines.length - 1}}}\n`);
  const item = understood('newsml', 'item.xml', converted('newsml-g2', alone));
  assert.equal(item.guid, 'urn:newsml:blatt.example:20261122:17:1');
  // It knows `altId`, and writes it last wherever it stood.
  const known = (lines) => lines.filter(([path]) => !path.endsWith('/altId'));
  assert.deepEqual(known(item.after), known(item.before));
  assert.equal(item.after.length, item.before.length);
});

test('the HTML inside is valid', () => {
  const [, article] = JSON.parse(converted('json-feed')).items;
  const html = `<!doctype html><html lang="de"><title>x</title><h1>x</h1>${article.content_html}</html>`;
  assert.deepEqual(mistakes('content.html', html), []);
});

/** What a site serves, fetched at once: nobody keeps a connection open while Java thinks. */
const served = {};
before(async () => {
  const site = await openSmall();
  try {
    for (const path of ['/', '/feed.xml', '/atom.xml']) served[path] = await page(site, path);
    served.article = new URL(JSON.parse(await page(site, '/feed.json')).items[0].url).pathname;
    served[served.article] = await page(site, served.article);
  } finally {
    await site.close();
  }
});

async function page(site, path) {
  const answer = await fetch(site.at(path));
  assert.equal(answer.status, 200, path);
  return answer.text();
}

test('feedparser reads the feeds of a site', () => {
  const feeds = ['/feed.xml', '/atom.xml'].map((path) => understood('feed', 'site.xml', served[path]));
  for (const feed of feeds) {
    assert.equal(feed.bozo, '');
    assert.ok(feed.entries.length > 0);
  }
  const [one, other] = feeds.map(({ entries }) => entries.map(({ id, title, link }) => ({ id, title, link })));
  assert.deepEqual(one, other);
});

test('the pages of a site are valid, and extruct reads their JSON-LD', () => {
  const [front, article] = [served['/'], served[served.article]];
  const [house] = understood('page', 'front.html', front);
  assert.equal(house['@type'], 'NewsMediaOrganization');
  const [data] = understood('page', 'article.html', article);
  assert.equal(data['@graph'][0]['@type'], 'NewsArticle');
  assert.ok(data['@graph'][0].url.endsWith(served.article));
  assert.deepEqual(mistakes('front.html', front), []);
  assert.deepEqual(mistakes('article.html', article), []);
});
