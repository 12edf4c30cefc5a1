// What people do on a screen, in their words: sign up, sign in, write, decide, report.

import assert from 'node:assert/strict';

import { PASSWORD } from './cast.mjs';
import { letterTo, linkIn } from './mail.mjs';

/** Presses the page's one most important button and waits for the next page. */
export async function send(page, form = page.locator('main form')) {
  await Promise.all([page.waitForEvent('load'), form.locator('button.button--primary').first().click()]);
}

/** Signs in somebody of the cast, who accepts the house rules if they have not yet. */
export async function signIn(page, { email, password = PASSWORD }) {
  await page.goto('/account/sign-in');
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort').fill(password);
  await send(page);
  await isSignedIn(page, email);
  await page.goto('/account/accept');
  const rules = page.locator('#netiquette, #terms');
  if ((await rules.count()) === 0) return;
  for (const rule of await rules.all()) await rule.check();
  await send(page, page.locator('main form').filter({ has: rules.first() }));
}

/** Signs up with a letter in between; whoever confirms is signed in. */
export async function signUp(page, site, { email, displayName, password = PASSWORD }) {
  await page.goto('/account/sign-up');
  await page.locator('#name').fill('Ida Neumann');
  await page.locator('#display_name').fill(displayName);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await page.locator('#netiquette').check();
  await page.locator('#terms').check();
  await send(page);
  const link = linkIn(await letterTo(site, email));
  await page.goto(link.pathname);
  await page.locator('#current_password').fill(password);
  await send(page);
  await isSignedIn(page, email);
}

async function isSignedIn(page, email) {
  assert.equal(await page.getByRole('button', { name: 'Nicht Sie?' }).count(), 1, `${email} is signed in`);
}

/** Opens the first article of the front page; answers its address. */
export async function openArticle(page, headline) {
  await page.goto('/');
  const links = page.locator('.teaser-headline a');
  await (headline ? links.filter({ hasText: headline }) : links).first().click();
  await page.locator('h1.article-headline').waitFor();
  return new URL(page.url()).pathname;
}

/** Hands in a post below the article that is open; the page that follows shows it waiting. */
export async function write(page, text) {
  await page.locator('form.write textarea').fill(text);
  await send(page, page.locator('form.write'));
  await postSaying(page, text).locator('.badge--waiting').waitFor();
}

/** The post on the page that says this. */
export function postSaying(page, text) {
  return page.locator('article.post').filter({ hasText: text });
}

/** Goes through the queue until this post is on the desk. */
export async function takeUp(page, text) {
  await page.goto('/newsroom/queue');
  const post = page.locator('[data-post]');
  for (let items = 0; items < 100; items += 1) {
    const words = await post.textContent({ timeout: 5_000 });
    if (words.includes(text)) return;
    const item = await page.locator('[data-desk-part]').getAttribute('data-item');
    await page.keyboard.press('n');
    await page.locator(`[data-desk-part]:not([data-item="${item}"])`).waitFor();
  }
  throw new Error(`“${text}” is not in the queue`);
}

/** Approves what is on the desk, by keyboard. */
export async function approve(page) {
  await decided(page, () => page.keyboard.press('f'));
}

/** Refuses what is on the desk on its first ground, by keyboard. */
export async function refuse(page, facts) {
  await decided(page, async () => {
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    await page.getByLabel('Begründung').fill(facts);
    await page.keyboard.press('Control+Enter');
  });
}

/** Waits until the desk has taken a decision and shows something else. */
async function decided(page, press) {
  const before = await page.locator('[data-desk-part]').getAttribute('data-item');
  const answer = page.waitForResponse((response) => response.url().endsWith('/decision'));
  await press();
  assert.equal((await answer).status(), 200, 'the decision was made');
  await page.locator(`[data-desk-part]:not([data-item="${before}"])`).waitFor();
}

/** Loads a page again until it shows what it should: what is decided follows after the time to undo. */
export async function assertSoon(page, ask, wanted) {
  const until = Date.now() + 60_000;
  while ((await ask()) !== wanted) {
    assert.ok(Date.now() < until, `${page.url()} never showed it`);
    await page.waitForTimeout(500);
    await page.reload();
  }
}
