// Hands that never leave the keyboard: from field to field with Tab, chosen with the arrows, sent with Enter.

import assert from 'node:assert/strict';

/** Fields and links that are passed at most on the way. */
const FAR = 250;

/** Goes to something on the page with the Tab key alone. */
export async function tabTo(page, target) {
  for (let steps = 0; steps < FAR; steps += 1) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${page.url()}: Tab never reaches ${target}`);
}

/** Types into a field. */
export async function typeInto(page, field, words) {
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(words);
}

/** Chooses from a list with the arrow keys. */
export async function chooseIn(page, list, value) {
  await tabTo(page, list);
  await page.keyboard.press('Home');
  for (let steps = 0; steps < FAR; steps += 1) {
    if ((await list.inputValue()) === value) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${page.url()}: ${value} is not on the list`);
}

/** Chooses one of several: Tab leads to the first of them, the arrows to the others. */
export async function choose(page, wanted) {
  const name = await wanted.getAttribute('name');
  const form = page.locator('form').filter({ has: wanted });
  await tabTo(page, form.locator(`input[name="${name}"]:not(:disabled)`).first());
  for (let steps = 0; steps < 10; steps += 1) {
    if (await wanted.evaluate((it) => it === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Space');
  assert.ok(await wanted.isChecked(), 'the arrows lead there');
}

/** Presses a button, link or heading that opens, and waits for the page that follows if one does. */
export async function press(page, target, { leads = true } = {}) {
  await tabTo(page, target);
  await Promise.all([leads ? page.waitForEvent('load') : null, page.keyboard.press('Enter')]);
}
