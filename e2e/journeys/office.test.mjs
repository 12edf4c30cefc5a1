// The office by keyboard and without JavaScript: a report is asked about and answered, a post is hidden for a time, a
// member is warned and suspended, and whoever complains is right in part. axe looks at every page on the way.

import assert from 'node:assert/strict';

import { examineAll } from '../stage/axe.mjs';
import { CAST, PASSWORD } from '../stage/cast.mjs';
import { onSite } from '../stage/journey.mjs';
import { choose, chooseIn, press, tabTo, typeInto } from '../stage/keys.mjs';
import { letterTo, linkIn } from '../stage/mail.mjs';
import { approve, assertSoon, openArticle, postSaying, signIn, takeUp, write } from '../stage/people.mjs';
import { openSmall } from '../stage/site.mjs';

const journey = onSite(openSmall);

const OUTSIDER = 'petra@example.at';
const WORDS = 'Der Bezirksrat hat das Geld selbst eingesteckt.';
const FACTS = 'Der Beitrag wirft einem Menschen ohne Beleg eine Straftat vor.';
const OFTEN = 'Sie haben in drei Tagen fünfmal andere Menschen beschimpft.';

/** Signs somebody in and answers the path of a case or member behind a link with these words. */
async function pathBehind(page, words) {
  const link = page.locator('main').getByRole('link', { name: words });
  return new URL(await link.first().getAttribute('href'), page.url()).pathname;
}

/** The value of a choice in a list, by how its words begin. */
async function valueOf(list, words) {
  const options = await list.locator('option').all();
  for (const option of options) if ((await option.textContent()).startsWith(words)) return option.getAttribute('value');
  throw new Error(`nothing on the list begins with ${words}`);
}

/** A post of Bruno's that everybody can see; answers its article's address. */
async function published(screen) {
  const [author, moderator] = [await screen(), await screen()];
  await signIn(author, CAST.bruno);
  const address = await openArticle(author, 'Wien baut');
  await write(author, WORDS);
  await signIn(moderator, CAST.clara);
  await takeUp(moderator, WORDS);
  await approve(moderator);
  await assertSoon(author, () => postSaying(author, WORDS).locator('.badge--waiting').count(), 0);
  const link = postSaying(author, WORDS).locator('a[href*="/posts/"]').first();
  return new URL(await link.getAttribute('href'), author.url()).href;
}

journey('a report that says too little is asked about, answered and taken back by keyboard', async ({ site, screen }) => {
  const post = await published(screen);
  const outsider = await screen({ javascript: false, width: 390, height: 844 });
  await outsider.goto('/office/report');
  await choose(outsider, outsider.locator('input[name="lane"][value="unlawful"]'));
  await typeInto(outsider, outsider.locator('#addresses'), 'der dritte Kommentar von oben');
  await chooseIn(outsider, outsider.locator('#ground'), await valueOf(outsider.locator('#ground'), 'Üble Nachrede'));
  await typeInto(outsider, outsider.locator('#email'), OUTSIDER);
  await tabTo(outsider, outsider.locator('#good_faith'));
  await outsider.keyboard.press('Space');
  await press(outsider, outsider.getByRole('button', { name: 'Meldung abschicken' }));
  await outsider.getByText('Ihre Meldung ist angekommen.').waitFor();
  const number = (await outsider.locator('.case-number').textContent()).trim();

  const question = await letterTo(site, OUTSIDER, /Eine Frage zu Ihrer Meldung/);
  const own = linkIn(question);
  await outsider.goto(own.pathname + own.search);
  await typeInto(outsider, outsider.locator('#text'), `Ich meine ${post} – dafür gibt es keinen Beleg.`);
  await press(outsider, outsider.getByRole('button', { name: 'Antwort abschicken' }));
  await outsider.locator('main').getByText('dafür gibt es keinen Beleg').waitFor();
  await press(outsider, outsider.locator('summary', { hasText: 'Zurückziehen' }), { leads: false });
  await press(outsider, outsider.getByRole('button', { name: 'Endgültig zurückziehen' }));
  await outsider.getByText('Wir prüfen trotzdem').waitFor();

  const office = await screen({ javascript: false });
  await signIn(office, CAST.frida);
  await office.goto(`/newsroom/cases/${number}`);
  await office.locator('main').getByText(WORDS).first().waitFor();
  await choose(office, office.locator('input[name="ruling"][value="hide"]'));
  const ground = office.locator('select[name="ground"]');
  await chooseIn(office, ground, await valueOf(ground, 'Üble Nachrede'));
  await typeInto(office, office.locator('textarea[name="facts"]'), FACTS);
  await chooseIn(office, office.locator('select[name="days"]'), '7');
  await typeInto(office, office.locator('textarea[name="weighing"]'), 'Eine Woche reicht, um nachzufragen.');
  const looker = await screen();
  await signIn(looker, CAST.frida);
  assert.deepEqual(await examineAll(looker, ['/newsroom/cases', `/newsroom/cases/${number}`]), []);
  await press(office, office.getByRole('button', { name: 'Entscheiden' }));
  await office.locator('main').getByText('für eine bestimmte Zeit ausgeblendet').waitFor();

  await outsider.reload();
  await outsider.locator('main').getByText('Entschieden hat ein Mensch, ohne automatische Mittel.').waitFor();
  const answered = `${own.pathname}${own.search}`;
  const found = await examineAll(looker, ['/office', '/office/report', answered, `/newsroom/cases/${number}`]);
  assert.deepEqual(found, []);
});

journey('what is said to show the abuse of children asks nobody who they are', async ({ screen }) => {
  const outsider = await screen({ javascript: false });
  await outsider.goto('/office/report');
  const name = outsider.locator('#name');
  assert.ok(await name.isVisible());
  const ground = outsider.locator('#ground');
  await chooseIn(outsider, ground, await valueOf(ground, 'Darstellungen sexuellen'));
  assert.ok(!(await name.isVisible()), 'the field for a name is gone');
  await outsider.getByText('Namen und Konto speichern wir in diesem Fall nicht').waitFor();
});

/** Opens the page of a member from the list, by keyboard. */
async function openMember(office, name) {
  await office.goto('/newsroom/members');
  await typeInto(office, office.locator('main input[name="words"]'), name);
  await Promise.all([office.waitForEvent('load'), office.keyboard.press('Enter')]);
  await press(office, office.locator('main').getByRole('link', { name }));
}

/** Warns or suspends whoever's page this is, by keyboard. */
async function measure(office, what, days = '') {
  await choose(office, office.locator(`input[name="measure"][value="${what}"]`));
  if (days) await chooseIn(office, office.locator('#days'), days);
  await chooseIn(office, office.locator('#ground'), await valueOf(office.locator('#ground'), 'Persönliche Angriffe'));
  await typeInto(office, office.locator('#facts'), OFTEN);
  await press(office, office.getByRole('button', { name: 'Entscheiden und mitteilen' }));
  await office.locator('main').getByText(OFTEN).first().waitFor();
}

journey('a member is warned and suspended, complains without signing in, and is right in part', async ({ site, screen }) => {
  const [office, looker] = [await screen({ javascript: false }), await screen()];
  for (const page of [office, looker]) await signIn(page, CAST.frida);
  await openMember(office, CAST.hana.name);
  await measure(office, 'warn');
  await letterTo(site, CAST.hana.email, /Eine Verwarnung/);
  await measure(office, 'suspend', '30');
  const member = new URL(office.url()).pathname;
  assert.deepEqual(await examineAll(looker, ['/newsroom/members', member]), []);

  const hana = await screen({ javascript: false, width: 390, height: 844 });
  await hana.goto('/account/sign-in');
  await typeInto(hana, hana.locator('#email'), CAST.hana.email);
  await typeInto(hana, hana.locator('#password'), PASSWORD);
  await Promise.all([hana.waitForEvent('load'), hana.keyboard.press('Enter')]);
  await hana.getByText('Ihr Konto ist gesperrt bis').waitFor();
  await press(hana, hana.getByRole('link', { name: 'Warum, und wie Sie sich beschweren können' }));
  await hana.locator('.letter').getByText(OFTEN).waitFor();
  const sanction = new URL(hana.url());
  await press(hana, hana.getByRole('link', { name: 'Beschwerde einlegen' }));
  await typeInto(hana, hana.locator('#text'), 'Dreißig Tage sind zu viel.');
  const complaining = new URL(hana.url());
  await press(hana, hana.getByRole('button', { name: 'Beschwerde abschicken' }));
  await hana.getByText('Ihre Beschwerde ist angekommen.').waitFor();
  const number = (await hana.locator('.case-number').textContent()).trim();

  const second = await screen({ javascript: false });
  await signIn(second, CAST.deniz);
  await second.goto('/newsroom/cases');
  await press(second, second.locator('main').getByRole('link', { name: number }));
  const asSecond = await screen();
  await signIn(asSecond, CAST.deniz);
  assert.deepEqual(await examineAll(asSecond, [await new URL(second.url()).pathname]), []);
  await choose(second, second.locator('input[name="ruling"][value="partially_reversed"]'));
  await typeInto(second, second.locator('#reasons'), 'Es war das erste Mal; eine Woche genügt.');
  await chooseIn(second, second.locator('#days'), '7');
  await press(second, second.getByRole('button', { name: 'Entscheiden' }));
  await second.locator('main').getByText('Die Beschwerde hat zum Teil Erfolg.').waitFor();
  await letterTo(site, CAST.hana.email, /Berichtigte Begründung zu Ihrem Konto/);
  const open = [sanction, complaining, new URL(hana.url())].map((it) => it.pathname + it.search);
  assert.deepEqual(await examineAll(looker, open), []);
});
