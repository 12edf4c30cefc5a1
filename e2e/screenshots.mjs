// Takes the pictures of docs/screenshots from the demo: desktop, phone and dark.

import { setTimeout as pause } from 'node:timers/promises';

import { CAST } from './stage/cast.mjs';
import { openArticle, signIn } from './stage/people.mjs';
import { openBrowser, openScreen } from './stage/screen.mjs';
import { openDemo } from './stage/site.mjs';

const FOLDER = new URL('../docs/screenshots/', import.meta.url).pathname;
const DESKTOP = { width: 1200, height: 800 };
const PHONE = { width: 390, height: 844 };

/** Each picture: its name, the screen it is taken on, and the way there. */
const PICTURES = [
  ['front', DESKTOP, (page) => page.goto('/')],
  ['front-dark', { ...DESKTOP, dark: true }, (page) => page.goto('/')],
  ['front-phone', PHONE, (page) => page.goto('/')],
  ['article', DESKTOP, (page) => openArticle(page)],
  ['article-phone-dark', { ...PHONE, dark: true }, (page) => openArticle(page)],
  ['thread', DESKTOP, async (page) => {
    await openArticle(page);
    await page.locator('#thread').scrollIntoViewIfNeeded();
    await page.evaluate(() => document.querySelector('#thread').scrollIntoView());
  }],
  ['desk', DESKTOP, async (page) => {
    await signIn(page, CAST.clara);
    await page.goto('/newsroom/queue');
  }],
];

/** Pictures are drawn in the background when the demo has opened. */
async function untilDrawn(site) {
  for (let tries = 0; tries < 240; tries += 1) {
    const drawn = (await (await fetch(site.at('/'))).text()).match(/<picture/g)?.length ?? 0;
    if (drawn >= 2) return;
    await pause(500);
  }
  throw new Error('the pictures of the demo were not drawn in time');
}

const site = await openDemo();
await untilDrawn(site);
const browser = await openBrowser();
try {
  for (const [name, wishes, go] of PICTURES) {
    const page = await openScreen(browser, site, [], wishes);
    await go(page);
    await page.waitForLoadState('networkidle').catch(() => {});
    await page.screenshot({ path: `${FOLDER}${name}.png` });
    await page.context().close();
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
  await site.close();
}
