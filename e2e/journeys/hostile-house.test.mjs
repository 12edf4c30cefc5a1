// Script injections in what the house itself writes down: grounds and hearings, pictures, corrections, registers,
// addresses with anything behind the question mark, and files that are imported. Nothing runs.

import assert from 'node:assert/strict';
import { deflateSync, crc32 } from 'node:zlib';

import { CAST } from '../stage/cast.mjs';
import { formTo, give, giveQuietly, hostileTexts, hostileVectors, open, watchForScript } from '../stage/hostile.mjs';
import { onSite } from '../stage/journey.mjs';
import { approve, assertSoon, openArticle, signIn, takeUp, write } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(async () => openSmall(await hostileFiles()));

/** Articles whose front matter is nothing but injections. */
async function hostileFiles() {
  const lines = (await hostileTexts(180)).map((text) => JSON.stringify(text.replaceAll(/[\s\0]+/g, ' ')));
  return lines.map((line, at) => {
    const fields = ['headline', 'kicker', 'lede', 'place'].map((name) => `${name}: ${line}`);
    const lists = [`authors: [${line}]`, `topics: [${line}]`];
    const filing = ['section: Inland', 'language: de', `date: 2026-11-${10 + (at % 10)}T08:00:00Z`];
    return ['---', ...fields, ...lists, ...filing, '---', '', `Ein Absatz, und ${JSON.parse(line)}`, ''].join('\n');
  });
}

/** A grey picture, sixty-four points square. */
function picture() {
  const chunk = (name, content) => {
    const named = Buffer.concat([Buffer.from(name), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 0, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({ length: 64 }, () => Buffer.alloc(65, 0x80).fill(0, 0, 1)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** Refuses what is on the desk on its first ground, in these words. */
async function refuseWith(desk, text) {
  await desk.goto('/newsroom/queue');
  await desk.locator('[data-refusal] > summary').click();
  await desk.locator('input[name="ground"]').first().check();
  await give(desk, desk.locator('form[data-decision="refuse"]'), { facts: text, note: text.slice(0, 490) });
}

journey('what moderators write into a refusal, its author reads and nothing runs', async ({ screen }) => {
  const [author, desk] = [await screen(), await screen()];
  const checks = [author, desk].map(watchForScript);
  await signIn(author, CAST.hana);
  await signIn(desk, CAST.clara);
  const address = await openArticle(author, 'Das Budget');
  const texts = await hostileTexts(1_900);
  for (const [at, text] of texts.entries()) {
    await author.goto(address);
    await write(author, `Wort Nummer ${at}.`);
    await refuseWith(desk, text);
  }
  await author.goto('/account/posts');
  await assertSoon(author, () => author.getByRole('link', { name: 'Begründung', exact: true }).count(), texts.length);
  const links = await author.getByRole('link', { name: 'Begründung', exact: true }).evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  await open(author, [address, ...links]);
  await author.goto(address);
  await write(author, 'Noch eines, für das Gedächtnis des Hauses.');
  await open(desk, ['/newsroom/queue']);
  for (const check of checks) assert.deepEqual(await check(), []);
});

journey('what an author says in a hearing, the office reads and nothing runs', async ({ screen }) => {
  const [author, desk, reader] = [await screen(), await screen(), await screen()];
  const checks = [author, desk, reader].map(watchForScript);
  await signIn(author, CAST.anna);
  await signIn(desk, CAST.frida);
  const address = await openArticle(author, 'Das Budget');
  await write(author, 'Dazu gleich mehr.');
  await takeUp(desk, 'Dazu gleich mehr.');
  await approve(desk);
  await reader.goto(address);
  await assertSoon(reader, () => reader.getByText('Dazu gleich mehr.').count(), 1);
  const post = await reader.locator('article.post', { hasText: 'Dazu gleich mehr.' }).locator('.post-time').getAttribute('href');
  await reader.goto('/office/report');
  await reader.locator('input[name="lane"]').first().check();
  await reader.locator('#good_faith').check();
  await give(reader, reader.locator('main form'), { addresses: new URL(post, reader.url()).href, reason: 'Bitte ansehen.' });
  const number = (await reader.locator('.case-number').textContent()).trim();
  await desk.goto(`/newsroom/cases/${number}`);
  await give(desk, desk.locator('form[action$="/hearing"]'), {});
  for (const text of await hostileTexts(1_900)) {
    await author.goto(`/office/cases/${number}`);
    await give(author, author.locator('form[action$="/statement"]'), { text });
  }
  await open(author, [`/office/cases/${number}`]);
  await open(desk, [`/newsroom/cases/${number}`, '/newsroom/cases', '/newsroom/queue']);
  for (const check of checks) assert.deepEqual(await check(), []);
});

journey('pictures, corrections and withdrawals, whatever is typed about them', async ({ screen }) => {
  const page = await screen();
  const ran = watchForScript(page);
  await signIn(page, CAST.gregor);
  const shorts = [];
  for (const [at, text] of (await hostileTexts(280)).entries()) {
    await page.goto('/newsroom/media');
    const form = page.locator('form[enctype]');
    await form.locator('input[name="picture"]').setInputFiles({ name: `${text.slice(0, 30).replaceAll('/', '_')}.png`, mimeType: 'image/png', buffer: picture() });
    await give(page, form, { alt: text, caption: text, credit: `${at} ${text}` });
    shorts.push(new URL(page.url()).pathname.split('/').pop());
    await give(page, page.locator(`form[action$="/newsroom/media/${shorts.at(-1)}"]`), { alt: text, caption: text, credit: text });
    assert.deepEqual(await ran(), []);
  }
  await open(page, ['/newsroom/media']);
  for (const [at, text] of (await hostileTexts(1_900)).entries()) {
    const [short, line] = [shorts[at % shorts.length], text.slice(0, 250)];
    await page.goto('/newsroom/articles/new');
    const section = await page.locator('#section option').nth(1).getAttribute('value');
    const body = `Ein Absatz.\n\n![${line.replaceAll(/[[\]\n]/g, ' ')}](media:${short} "${line.replaceAll(/["\n]/g, ' ')} | ${line.replaceAll(/["\n|]/g, ' ')}")\n`;
    await give(page, page.locator('form#article'), { headline: `Bild ${at}`, body, section, lead: short, lead_caption: line });
    const address = new URL(page.url()).pathname;
    assert.ok(!address.endsWith('/new'), 'the article was taken');
    await give(page, page.locator('form#article'), {}, `${address}/publication`);
    await give(page, formTo(page, `${address}/corrections`), { text });
    const shown = await page.locator('.page-head a:not([href$="/preview"])').getAttribute('href');
    await open(page, [shown, '/corrections', '/']);
    assert.deepEqual(await ran(), []);
    await page.goto(address);
    await give(page, formTo(page, `${address}/withdrawal`), { because: line });
    await page.goto(shown);
    await open(page, [address, '/newsroom/articles']);
    assert.deepEqual(await ran(), []);
  }
  await open(page, ['/newsroom/audit']);
  assert.deepEqual(await ran(), []);
});

/** The version of the rules that a form asks to accept. */
async function agreed(page, which) {
  return page.locator(`#${which}`).getAttribute('value');
}

/** Counts what is in a list, page for page to its end. */
async function walkPages(page, rows) {
  let count = await page.locator(rows).count();
  for (let next = nextOf(page); (await next.count()) > 0; next = nextOf(page)) {
    await open(page, [await next.getAttribute('href')]);
    count += await page.locator(rows).count();
  }
  return count;
}

/** The link to more of a list of people. */
function nextOf(page) {
  return page.locator('main p > a[href*="after="]');
}

journey('names that are changed, and names at the door', async ({ screen }) => {
  const [page, stranger] = [await screen(), await screen()];
  const checks = [page, stranger].map(watchForScript);
  await signIn(page, CAST.gregor);
  for (const [at, text] of (await hostileTexts(280)).entries()) {
    await page.goto('/newsroom/registers');
    const part = ['topics', 'authors'][at % 2];
    await give(page, page.locator(`#${part} form`).nth(at % 3), { name: `r${at} ${text}`, ...(part === 'authors' && { bio: text }) });
  }
  for (const text of await hostileTexts(1_900)) {
    await page.goto('/newsroom/registers');
    await give(page, page.locator('#sections form').first(), { german: text, english: text });
    await open(page, ['/', '/en', '/newsroom/registers']);
  }
  for (const [at, text] of (await hostileTexts(1_900)).entries()) {
    await stranger.goto('/account/sign-up');
    const email = `zu-lang${at}@example.at`;
    await give(stranger, stranger.locator('main form').last(), { name: text, display_name: text, email, password: 'drei kleine Katzen' });
  }
  const vectors = (await hostileVectors()).filter((it) => it.length <= 40);
  await stranger.goto('/account/sign-up');
  const versions = { netiquette: await agreed(stranger, 'netiquette'), terms: await agreed(stranger, 'terms') };
  const signUps = vectors.map((vector, at) => ({ name: vector, display_name: `${at} ${vector}`.slice(0, 40), email: `fremd${at}@example.at`, password: 'drei kleine Katzen', ...versions }));
  const unfit = await giveQuietly(stranger, '/account/sign-up', signUps);
  const tamer = unfit.map((fields) => ({ ...fields, display_name: fields.email.split('@')[0] }));
  const refused = await giveQuietly(stranger, '/account/sign-up', tamer);
  const taken = vectors.length - refused.length;
  assert.ok(taken > 150, `${taken} of ${vectors.length} names were taken, ${unfit.length} display names refused`);
  await open(page, ['/newsroom/people?words=fremd']);
  assert.equal(await walkPages(page, 'tbody tr'), taken);
  await open(page, ['/newsroom/people', '/newsroom/articles/new', '/newsroom/audit']);
  for (const check of checks) assert.deepEqual(await check(), []);
});

journey('addresses with anything behind the question mark, and what was imported', async ({ screen }) => {
  const page = await screen();
  const ran = watchForScript(page);
  await signIn(page, CAST.gregor);
  const article = await openArticle(page, 'Das Budget');
  const asked = [
    (it) => `/newsroom/articles?words=${it}&section=${it}&state=${it}&page=${it}`,
    (it) => `/newsroom/registers?words=${it}&topics=${it}&authors=${it}`,
    (it) => `/newsroom/people?words=${it}&after=${it}`,
    (it) => `/newsroom/queue?from=${it}`,
    (it) => `/newsroom/cases?state=${it}&words=${it}`,
    (it) => `/newsroom/audit?before=${it}&words=${it}`,
    (it) => `/newsroom/media?before=${it}`,
    (it) => `${article}?posts=${it}&after=${it}`,
    (it) => `/posts/${it}?after=${it}`,
    (it) => `/account/accept?return_to=${it}`,
    (it) => `/office/report?post=${it}&addresses=${it}`,
    (it) => `/office/complaint?case=${it}&item=${it}&case_token=${it}&statement=${it}`,
    (it) => `/office/cases/${it}?token=${it}`,
    (it) => `/topics/${it}?page=${it}`,
    (it) => `/archive/${it}`,
    (it) => `/${it}`,
  ];
  for (const text of await hostileTexts(1_200)) {
    const safe = encodeURIComponent(text.toWellFormed());
    for (const address of asked) {
      await page.goto(address(safe));
      assert.deepEqual(await ran(), []);
    }
  }
  await open(page, ['/', '/inland', '/archive/2026-11-12', '/newsroom/articles', '/newsroom/registers']);
  const imported = await page.goto('/newsroom/registers').then(() => page.locator('#topics form').count());
  assert.ok(imported > 20, 'the files were taken');
  await page.goto('/inland');
  const links = await page.locator('.teaser-headline a').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  for (const link of links.slice(0, 20)) await open(page, [link]);
  assert.deepEqual(await ran(), []);
});
