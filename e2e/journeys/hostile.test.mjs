// Every script injection we know, in every field that is shown again: nothing runs, and no request leaves the house.

import assert from 'node:assert/strict';

import { CAST } from '../stage/cast.mjs';
import { formTo, give, hostileTexts, hostileVectors, open, watchForScript } from '../stage/hostile.mjs';
import { onSite } from '../stage/journey.mjs';
import { approve, assertSoon, openArticle, signIn } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(openSmall);

/** Reports a post, keeps it, and complains, all in these words. */
async function dispute({ reader, desk, reported, text }) {
  await reader.goto('/office/report');
  await reader.locator('input[name="lane"]').first().check();
  await reader.locator('#good_faith').check();
  const addresses = `${new URL(reported, reader.url()).href}\nhttp://${text.replaceAll(/\s/g, '').slice(0, 200)}`;
  await give(reader, reader.locator('main form'), { addresses, reason: text, law: text, name: text.slice(0, 90) });
  const number = await caseNumber(reader);
  const own = reader.url();
  await desk.goto(`/newsroom/cases/${number}`);
  await give(desk, desk.locator('form[action$="/notifier"]'), { reason: text });
  await desk.goto(`/newsroom/cases/${number}`);
  await desk.locator('input[name="ruling"][value="keep"]').first().check();
  const ruling = desk.locator('form').filter({ has: desk.locator('input[name="ruling"]') }).first();
  await give(desk, ruling, { reasons: text, facts: text, note: text });
  await reader.goto(own);
  await reader.getByRole('link', { name: 'Dagegen Beschwerde einlegen' }).first().click();
  await give(reader, reader.locator('main form'), { text });
  await open(desk, [`/newsroom/cases/${await caseNumber(reader)}`]);
}

/** The number on the page of a case; there is none where a form was refused. */
async function caseNumber(page) {
  return (await page.locator('.case-number').textContent()).trim();
}

journey('posts, reports and complaints, whatever is typed into them', async ({ screen }) => {
  const [author, desk, reader] = [await screen(), await screen(), await screen()];
  const checks = [author, desk, reader].map(watchForScript);
  await signIn(author, CAST.hana);
  await signIn(desk, CAST.frida);
  const address = await openArticle(author, 'Das Budget');
  const texts = await hostileTexts(1_900);
  for (const text of texts) {
    await author.goto(address);
    await give(author, author.locator('form.write'), { text });
  }
  for (let items = 0; items < texts.length; items += 1) {
    await desk.goto('/newsroom/queue');
    await approve(desk);
  }
  await reader.goto(address);
  await assertSoon(reader, () => reader.locator('article.post').count(), texts.length);
  const reported = await reader.locator('.post-time').first().getAttribute('href');
  await open(author, [address, '/account/posts', reported, `${reported}/reply`]);
  for (const text of await hostileTexts(4_000)) await dispute({ reader, desk, reported, text });
  await open(desk, ['/newsroom/cases', '/newsroom/cases?state=decided', '/newsroom/audit']);
  for (const check of checks) assert.deepEqual(await check(), []);
});

journey('articles, whatever is typed into their fields', async ({ screen }) => {
  const page = await screen();
  const ran = watchForScript(page);
  await signIn(page, CAST.gregor);
  const lines = await hostileTexts(290);
  const texts = await hostileTexts(1_900);
  for (const [at, line] of lines.entries()) {
    const text = texts[at % texts.length];
    await page.goto('/newsroom/articles/new');
    const section = await page.locator('#section option').nth(1).getAttribute('value');
    const typed = { headline: `${at} ${line}`, kicker: line, place: line, lede: text, body: `Ein Absatz.\n\n${text}`, section, note: line };
    await give(page, page.locator('form#article'), typed);
    assert.deepEqual(await ran(), []);
    const address = new URL(page.url()).pathname;
    assert.ok(!address.endsWith('/new'), `an article with ${JSON.stringify(line)} was refused`);
    await open(page, [`${address}/preview`, address]);
    assert.deepEqual(await ran(), []);
    await give(page, page.locator('form#article'), {}, `${address}/publication`);
    const shown = await page.locator('.page-head a:not([href$="/preview"])').getAttribute('href');
    await open(page, [shown]);
    assert.deepEqual(await ran(), []);
  }
  await open(page, ['/newsroom/articles', '/newsroom/front', '/archive', '/']);
  assert.deepEqual(await ran(), []);
});

journey('names and settings, whatever is typed into them', async ({ screen }) => {
  const page = await screen();
  const ran = watchForScript(page);
  await signIn(page, CAST.gregor);
  for (const [at, text] of (await hostileTexts(280)).entries()) {
    const name = `n${at} ${text}`;
    await page.goto('/newsroom/registers');
    await give(page, formTo(page, '/newsroom/topics'), { name });
    await give(page, formTo(page, '/newsroom/authors'), { name, bio: text });
  }
  for (const [at, text] of (await hostileTexts(2_000)).entries()) {
    await page.goto('/newsroom/registers');
    await give(page, formTo(page, '/newsroom/sections'), { slug: `h-${at}`, german: text, english: text });
    await page.goto('/newsroom/site');
    await give(page, formTo(page, '/newsroom/site'), { name: text, motto: text, publisher: text, zone: text, accent: text });
    await page.goto('/newsroom/site');
    await give(page, formTo(page, '/newsroom/site'), { name: text.slice(0, 60), motto: text, publisher: text });
    await open(page, ['/', '/newsroom/site', '/office']);
    assert.deepEqual(await ran(), []);
  }
  await open(page, ['/newsroom/audit', '/en', '/newsroom/registers']);
  const kept = ['sections', 'topics', 'authors'].map((part) => page.locator(`#${part} form`).count());
  assert.ok(Math.min(...(await Promise.all(kept))) > 5, 'the names were taken');
  await page.goto('/account');
  for (const vector of (await hostileVectors()).filter((it) => it.length <= 40)) {
    await give(page, formTo(page, '/account/display-name'), { display_name: vector });
  }
  await open(page, ['/account', '/newsroom/people', '/']);
  assert.deepEqual(await ran(), []);
});
