// All of reading without JavaScript, on a phone, in both languages.

import assert from 'node:assert/strict';

import { onSite } from '../stage/journey.mjs';
import { openDemo } from '../stage/site.mjs';
import { walk } from '../stage/walk.mjs';

const journey = onSite(openDemo);

/** Nothing may be wider than the screen, and every picture keeps its place. */
async function isWell(page) {
  const { overflow, unsized, empty } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - innerWidth,
    unsized: [...document.images].filter((image) => !image.getAttribute('width') || !image.getAttribute('height')).length,
    empty: document.querySelector('main')?.textContent.trim().length === 0,
  }));
  assert.equal(overflow, 0, `${page.url()} is wider than the screen`);
  assert.equal(unsized, 0, `${page.url()} has pictures without a size`);
  assert.ok(!empty, `${page.url()} says nothing`);
}

for (const start of ['/', '/en']) {
  journey(`every page that a reader can reach from ${start} is whole without JavaScript`, async ({ screen }) => {
    const page = await screen({ javascript: false, width: 390, height: 844, language: start === '/' ? 'de' : 'en' });
    const seen = await walk(page, [start], () => isWell(page));
    assert.ok(seen.length > 10, `only ${seen.length} pages were found: ${seen}`);
  });
}
