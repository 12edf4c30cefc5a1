// The house rules and one's own address, by keyboard and without JavaScript: one person drafts and another releases,
// members are asked again; and an account is reached at another address once a letter there was answered.

import assert from 'node:assert/strict';

import { examineAll } from '../stage/axe.mjs';
import { CAST, PASSWORD } from '../stage/cast.mjs';
import { onSite } from '../stage/journey.mjs';
import { press, tabTo, typeInto } from '../stage/keys.mjs';
import { letterTo, linkIn } from '../stage/mail.mjs';
import { signIn } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(openSmall);

const CLAUSE = 'Wer Zahlen nennt, nennt auch ihre Quelle.';
const SUMMARY = 'Neu: Zahlen brauchen eine Quelle.';

/** Adds to a text at its end. */
async function addTo(page, field, words) {
  await tabTo(page, field);
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(words);
}

journey('a new netiquette is drafted by one person, released by another, and members are asked again', async ({ site, screen }) => {
  const member = await screen({ javascript: false });
  await signIn(member, CAST.bruno);
  const [author, looker] = [await screen({ javascript: false }), await screen()];
  for (const page of [author, looker]) await signIn(page, CAST.gregor);
  await author.goto('/newsroom/documents');
  const room = author.locator('section[aria-labelledby="netiquette"]');
  await press(author, room.locator('summary', { hasText: 'Neue Fassung entwerfen' }), { leads: false });
  await addTo(author, room.locator('#body-netiquette-de'), `\n\n${CLAUSE}`);
  await typeInto(author, room.locator('#changes-netiquette-de'), SUMMARY);
  await addTo(author, room.locator('#body-netiquette-en'), '\n\nWhoever gives figures gives their source.');
  await typeInto(author, room.locator('#changes-netiquette-en'), 'New: figures need a source.');
  await tabTo(author, room.locator('input[name="significant"]'));
  if (!(await room.locator('input[name="significant"]').isChecked())) await author.keyboard.press('Space');
  await press(author, room.getByRole('button', { name: 'Entwurf speichern' }));
  await author.getByText('Ein Entwurf wartet auf die Freigabe').waitFor();
  await room.locator('ins', { hasText: 'Quelle' }).first().waitFor();
  await press(author, room.getByRole('button', { name: 'Freigeben' }));
  await author.getByText('Freigeben muss jemand anderer').waitFor();
  assert.deepEqual(await examineAll(looker, ['/newsroom/documents']), []);
  await member.goto('/netiquette');
  assert.equal(await member.getByText(CLAUSE).count(), 0, 'a draft holds for nobody');

  const second = await screen({ javascript: false });
  await signIn(second, CAST.frida);
  await second.goto('/newsroom/documents');
  await press(second, second.getByRole('button', { name: 'Freigeben' }));
  await second.goto('/netiquette');
  await second.locator('p', { hasText: CLAUSE }).waitFor();
  const letter = await letterTo(site, CAST.bruno.email, /Zahlen brauchen eine Quelle/);
  assert.ok(letter.text.includes(SUMMARY));
  await member.goto('/account/accept');
  await tabTo(member, member.locator('#netiquette'));
  await member.keyboard.press('Space');
  const terms = member.locator('#terms');
  if ((await terms.count()) > 0) {
    await tabTo(member, terms);
    await member.keyboard.press('Space');
  }
  await press(member, member.locator('main form button.button--primary').last());
  await member.goto('/account/accept');
  assert.equal(await member.locator('#netiquette').count(), 0, 'nobody is asked twice');
  const asFrida = await screen();
  await signIn(asFrida, CAST.frida);
  assert.deepEqual(await examineAll(asFrida, ['/newsroom/documents', '/netiquette', '/account/accept']), []);
});

journey('an account moves to another address by a letter there, and the old one is told', async ({ site, screen }) => {
  const [member, looker] = [await screen({ javascript: false, width: 390, height: 844 }), await screen()];
  for (const page of [member, looker]) await signIn(page, CAST.anna);
  await member.goto('/account');
  await press(member, member.locator('a[href="/account/email"]'));
  await typeInto(member, member.locator('#email'), 'anna.neu@example.at');
  await typeInto(member, member.locator('#current_password'), 'falsch');
  await press(member, member.getByRole('button', { name: 'Brief an die neue Adresse schicken' }));
  await member.locator('[role="alert"], .mistakes').first().waitFor();
  await typeInto(member, member.locator('#current_password'), PASSWORD);
  await press(member, member.getByRole('button', { name: 'Brief an die neue Adresse schicken' }));
  await member.getByText('Wir haben Ihnen geschrieben.').waitFor();
  await letterTo(site, CAST.anna.email, /Jemand möchte die Adresse/);
  const link = linkIn(await letterTo(site, 'anna.neu@example.at'));
  assert.deepEqual(await examineAll(looker, ['/account/email', '/account/email?asked=yes', link.pathname]), []);
  await member.goto(link.pathname);
  await press(member, member.getByRole('button', { name: 'Ja, das ist meine Adresse' }));
  await letterTo(site, CAST.anna.email, /jetzt eine andere E-Mail-Adresse/);
  const again = await screen({ javascript: false });
  await signIn(again, { email: 'anna.neu@example.at' });
});
