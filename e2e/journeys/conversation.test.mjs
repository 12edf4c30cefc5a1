// From reading to a post that everybody sees: a stranger becomes a member and writes, a moderator decides, an open
// page hears of it without moving.

import assert from 'node:assert/strict';

import { CAST } from '../stage/cast.mjs';
import { onSite } from '../stage/journey.mjs';
import { approve, assertSoon, openArticle, postSaying, refuse, signIn, signUp, takeUp, write } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(openSmall);

journey('read, sign up, write; a moderator approves; it appears on a page that was open', async ({ site, screen }) => {
  const member = await screen();
  const address = await openArticle(member, 'Wien baut');
  await signUp(member, site, { email: 'ida@example.at', displayName: 'ida n.' });
  await member.goto(address);
  await write(member, 'Endlich Bäume am Gürtel.');

  const reader = await screen({ width: 390, height: 844 });
  await reader.goto(address);
  assert.equal(await postSaying(reader, 'Endlich Bäume').count(), 0, 'nobody else sees it yet');
  await reader.evaluate(() => scrollTo(0, 300));

  const moderator = await screen();
  await signIn(moderator, CAST.clara);
  await takeUp(moderator, 'Endlich Bäume');
  await approve(moderator);

  const news = reader.locator('[data-thread-new]');
  await news.waitFor({ timeout: 60_000 });
  assert.match(await news.textContent(), /1 neuer Beitrag/);
  assert.equal(await reader.evaluate(() => scrollY), 300, 'what is being read has not moved');
  await news.click();
  await postSaying(reader, 'Endlich Bäume').waitFor();
  await member.reload();
  assert.equal(await member.locator('.badge--waiting').count(), 0, 'its author sees it published');
});

journey('a refused post tells its author why, and comes back changed', async ({ site, screen }) => {
  const author = await screen();
  await signIn(author, CAST.bruno);
  const address = await openArticle(author, 'Das Budget');
  await write(author, 'Alle dort sind Idioten.');
  const moderator = await screen();
  await signIn(moderator, CAST.clara);
  await takeUp(moderator, 'Alle dort sind Idioten');
  await refuse(moderator, 'Der Beitrag beschimpft alle Abgeordneten.');
  await author.goto(address);
  const refused = postSaying(author, 'Alle dort sind Idioten');
  await assertSoon(author, () => refused.locator('.badge--danger').count(), 1);
  assert.match(await refused.textContent(), /beschimpft alle Abgeordneten/);
  await refused.getByRole('link', { name: 'Ändern und neu einreichen' }).click();
  await author.locator('form.write textarea').fill('Ich halte das für falsch.');
  await author.locator('form.write button.button--primary').click();
  await takeUp(moderator, 'Ich halte das für falsch');
  await approve(moderator);
  const reader = await screen({ language: 'en' });
  await reader.goto(address);
  await assertSoon(reader, () => postSaying(reader, 'Ich halte das für falsch').count(), 1);
});
