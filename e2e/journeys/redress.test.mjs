// Redress: who is refused reads why and complains; another person than the first decides, and the post appears.

import assert from 'node:assert/strict';

import { CAST } from '../stage/cast.mjs';
import { onSite } from '../stage/journey.mjs';
import { letterTo } from '../stage/mail.mjs';
import { assertSoon, openArticle, postSaying, refuse, send, signIn, takeUp, write } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(openSmall);

const WORDS = 'Der Bezirk rechnet die Kosten schön.';
const FACTS = 'Der Beitrag unterstellt dem Bezirk Betrug.';
const COMPLAINT = 'Schönrechnen ist kein Betrug; ich meine die Tabelle auf Seite vier.';
const REASONS = 'Der Satz ist eine zulässige Wertung.';

/** Has a post of Anna's refused by Clara; answers its article's address. */
async function refused(author, moderator) {
  await signIn(author, CAST.anna);
  const address = await openArticle(author, 'Wien baut');
  await write(author, WORDS);
  await signIn(moderator, CAST.clara);
  await takeUp(moderator, WORDS);
  await refuse(moderator, FACTS);
  return address;
}

/** Complains from the post's own statement of reasons; answers the number of the case. */
async function complain(author, address) {
  await author.goto(address);
  const post = postSaying(author, WORDS);
  await assertSoon(author, () => post.getByRole('link', { name: 'Begründung', exact: true }).count(), 1);
  await post.getByRole('link', { name: 'Begründung', exact: true }).click();
  await author.locator('.letter').getByText(FACTS).waitFor();
  await author.getByRole('link', { name: 'Beschwerde einlegen' }).click();
  await author.locator('#text').fill(COMPLAINT);
  await send(author, author.locator('main form.form'));
  await author.getByText('Ihre Beschwerde ist angekommen.').waitFor();
  return (await author.locator('.case-number').textContent()).trim();
}

/** Opens a case from the list of open ones. */
async function openCase(page, number) {
  await page.goto('/newsroom/cases');
  await page.getByRole('link', { name: number }).click();
  await page.locator('main').getByText(COMPLAINT).waitFor();
}

journey('a refusal is challenged, a second person lifts it, and the post appears', async ({ site, screen }) => {
  const [author, first, second, reader] = [await screen(), await screen(), await screen(), await screen()];
  const address = await refused(author, first);
  const number = await complain(author, address);

  await openCase(first, number);
  await first.getByText('Die erste Entscheidung war Ihre.').waitFor();
  assert.equal(await first.locator('input[name="ruling"]').count(), 0, 'the first decider has nothing to decide');

  await reader.goto(address);
  assert.equal(await postSaying(reader, WORDS).count(), 0, 'a complaint alone publishes nothing');

  await signIn(second, CAST.frida);
  await openCase(second, number);
  await second.locator('input[name="ruling"][value="reversed"]').check();
  await second.locator('#reasons').fill(REASONS);
  await send(second, second.locator('form').filter({ has: second.locator('#reasons') }));
  await second.locator('main').getByText('die erste Entscheidung ist aufgehoben').waitFor();

  await reader.reload();
  await assertSoon(reader, () => postSaying(reader, WORDS).count(), 1);
  await author.reload();
  await author.locator('main').getByText(REASONS).waitFor();
  const letter = await letterTo(site, CAST.anna.email, /zulässige Wertung/);
  assert.ok(letter.text.includes(number), 'the letter names the case');
});
