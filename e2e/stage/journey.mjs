// A journey: one site, one browser, as many people as it takes, and nothing that went wrong unseen.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, openScreen } from './screen.mjs';
import { openDemo } from './site.mjs';

/**
 * The journeys of one file share a site. Answers `journey(name, steps)`; `steps` gets
 * `{ site, screen, complaints }`, where `await screen(wishes)` opens a page for one more person.
 */
export function onSite(openSite = openDemo) {
  let site;
  let browser;
  before(async () => {
    // One after the other: a browser that nobody can end would keep the test from ending.
    browser = await openBrowser();
    site = await openSite();
  }, { timeout: 240_000 });
  after(async () => {
    await Promise.all([browser?.close(), site?.close()]);
  });
  return (name, steps) =>
    test(name, { timeout: 180_000 }, async () => {
      const complaints = [];
      const screens = [];
      const screen = async (wishes) => {
        const page = await openScreen(browser, site, complaints, wishes);
        screens.push(page);
        return page;
      };
      try {
        await steps({ site, screen, complaints });
        assert.deepEqual(complaints, [], 'something went wrong on a screen');
      } catch (error) {
        await keep(name, screens);
        console.error(`what masthead said last:\n${site.log.slice(-2_000)}`);
        throw error;
      } finally {
        for (const page of screens) await page.context().close();
      }
    });
}

/** Keeps a picture of every screen of a journey that failed. */
async function keep(name, screens) {
  const stem = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60);
  for (const [at, page] of screens.entries()) {
    await page.screenshot({ path: `output/${stem}-${at + 1}.png` }).catch(() => {});
  }
}
