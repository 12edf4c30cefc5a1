// Somebody signs up, is known by name, and leaves again; all of it by German labels and a letter.

import assert from 'node:assert/strict';

import { onSite } from '../stage/journey.mjs';
import { openEmpty } from '../stage/site.mjs';
import { signIn, signUp } from '../stage/people.mjs';

const journey = onSite(openEmpty);

const IDA = { email: 'ida@example.at', displayName: 'ida n.' };

journey('a stranger signs up, confirms by letter, and signs out everywhere', async ({ site, screen }) => {
  const phone = await screen({ width: 390, height: 844 });
  await signUp(phone, site, IDA);
  const desktop = await screen();
  await signIn(desktop, IDA);
  await desktop.goto('/account');
  await desktop.getByRole('button', { name: 'Überall sonst abmelden' }).click();
  await phone.goto('/account/sign-in');
  assert.equal(await phone.getByRole('button', { name: 'Nicht Sie?' }).count(), 0, 'the phone is signed out');
});

journey('“not you?” signs out and keeps the page', async ({ screen }) => {
  const page = await screen();
  await signIn(page, IDA);
  await page.goto('/netiquette');
  await page.getByRole('button', { name: 'Nicht Sie?' }).click();
  await page.getByRole('link', { name: 'Anmelden' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/netiquette');
});
