// The desk: by keyboard alone, with undo; two moderators never have the same post; and slower, without JavaScript.

import assert from 'node:assert/strict';

import { CAST } from '../stage/cast.mjs';
import { onSite } from '../stage/journey.mjs';
import { approve, openArticle, refuse, signIn, takeUp, write } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(openSmall);

/** Has somebody write several posts. */
async function writeAll(page, person, texts) {
  await signIn(page, person);
  await openArticle(page);
  for (const text of texts) await write(page, text);
}

function onDesk(page) {
  return page.locator('[data-desk-part]').getAttribute('data-item');
}

journey('a moderator decides, takes back and decides again without touching the mouse', async ({ screen }) => {
  await writeAll(await screen(), CAST.anna, ['Erstens.', 'Zweitens.', 'Drittens.']);
  const desk = await screen();
  await signIn(desk, CAST.clara);
  await takeUp(desk, 'Erstens.');
  const first = await onDesk(desk);
  await approve(desk);
  await desk.keyboard.press('z');
  await desk.locator(`[data-desk-part][data-item="${first}"]`).waitFor();
  await refuse(desk, 'Nur ein Wort.');
  await desk.keyboard.press('k');
  await approve(desk);
  const isInside = await desk.evaluate(() => document.activeElement?.closest('[data-desk-part]') !== null);
  assert.ok(isInside, 'the focus stays at the post');
});

journey('two moderators on one queue never see the same item', async ({ screen }) => {
  await writeAll(await screen(), CAST.hana, Array.from({ length: 12 }, (_, at) => `Beitrag Nummer ${at + 1}.`));
  const [clara, deniz] = [await screen(), await screen()];
  await signIn(clara, CAST.clara);
  await signIn(deniz, CAST.deniz);
  await Promise.all([clara.goto('/newsroom/queue'), deniz.goto('/newsroom/queue')]);
  const seen = [new Set(), new Set()];
  const work = async (page, mine) => {
    for (let items = 0; items < 5; items += 1) {
      mine.add(await onDesk(page));
      await approve(page);
    }
  };
  await Promise.all([work(clara, seen[0]), work(deniz, seen[1])]);
  const both = [...seen[0]].filter((item) => seen[1].has(item));
  assert.deepEqual(both, [], 'no item was on both desks');
  assert.ok(seen[0].size === 5 && seen[1].size === 5, 'each had five');
});

journey('without JavaScript the desk decides too', async ({ screen }) => {
  await writeAll(await screen(), CAST.bruno, ['Ganz ohne Skript.']);
  const desk = await screen({ javascript: false });
  await signIn(desk, CAST.deniz);
  await desk.goto('/newsroom/queue');
  const before = await onDesk(desk);
  await desk.getByRole('button', { name: /Freigeben/ }).click();
  await desk.locator('.desk-undo').waitFor();
  assert.notEqual(await onDesk(desk), before);
});
