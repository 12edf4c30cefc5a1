// A report by somebody without an account and without JavaScript: a case, a decision, and both sides told.

import assert from 'node:assert/strict';

import { CAST } from '../stage/cast.mjs';
import { onSite } from '../stage/journey.mjs';
import { approve, assertSoon, openArticle, postSaying, send, signIn, takeUp, write } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(openSmall);

const WORDS = 'Kauft die neuen Fahrräder, nur bei mir!';
const REASON = 'Das ist Werbung und hat mit dem Artikel nichts zu tun.';
const FACTS = 'Der Beitrag wirbt für ein eigenes Geschäft.';

/** Has a post of Hana's published; answers its article's address. */
async function published(author, moderator) {
  await signIn(author, CAST.hana);
  const address = await openArticle(author, 'Das Budget');
  await write(author, WORDS);
  await signIn(moderator, CAST.clara);
  await takeUp(moderator, WORDS);
  await approve(moderator);
  return address;
}

/** Reports the post by the form below it; answers the number, the token and the address of the case. */
async function report(outsider, address) {
  await outsider.goto(address);
  await assertSoon(outsider, () => postSaying(outsider, WORDS).count(), 1);
  const form = postSaying(outsider, WORDS).locator('details.report');
  await form.locator('summary').click();
  await form.getByLabel('Er verstößt gegen die Netiquette.').check();
  await form.locator('textarea[name="reason"]').fill(REASON);
  await form.locator('input[name="good_faith"]').check();
  await form.getByRole('button', { name: 'Melden', exact: true }).click();
  await outsider.getByText('Ihre Meldung ist angekommen.').waitFor();
  const number = (await outsider.locator('.case-number').textContent()).trim();
  const token = (await outsider.locator('.token').textContent()).trim();
  return { number, token, page: `/office/cases/${number}?token=${token}` };
}

/** Removes what a case is about, on the first ground there is. */
async function remove(decider, number) {
  await decider.goto('/newsroom/cases');
  await decider.getByRole('link', { name: number }).click();
  await decider.locator('main').getByText(REASON).waitFor();
  assert.ok((await decider.locator('main').textContent()).includes(WORDS), 'the text is kept as it was');
  await decider.locator('input[name="ruling"][value="remove"]').check();
  await decider.locator('select[name="ground"]').selectOption({ index: 1 });
  await decider.locator('textarea[name="facts"]').fill(FACTS);
  await send(decider, decider.locator('form').filter({ has: decider.locator('select[name="ground"]') }));
  await decider.locator('main').getByText('Der Beitrag wurde entfernt.').waitFor();
}

journey('an outsider reports a post, and both sides read what was decided', async ({ screen }) => {
  const [author, moderator, decider] = [await screen(), await screen(), await screen()];
  const outsider = await screen({ javascript: false, width: 390, height: 844 });
  const address = await published(author, moderator);
  const reported = await report(outsider, address);
  await outsider.goto(reported.page);
  await outsider.getByText('Wird geprüft.').waitFor();
  await outsider.goto(`/office/cases/${reported.number}?token=${reported.token.slice(0, -1)}`);
  assert.equal(await outsider.getByText(REASON).count(), 0, 'another token opens nothing');

  await signIn(decider, CAST.deniz);
  await remove(decider, reported.number);

  await outsider.goto(reported.page);
  await outsider.getByText('Der Beitrag wurde entfernt.').waitFor();
  await outsider.goto(address);
  await assertSoon(outsider, () => outsider.getByText(WORDS).count(), 0);

  await author.goto('/account/posts');
  await author.getByRole('link', { name: 'Begründung', exact: true }).first().click();
  await author.locator('.letter').getByText(FACTS).waitFor();
  assert.equal(await author.getByText(REASON).count(), 0, 'the author does not read the report itself');
});
