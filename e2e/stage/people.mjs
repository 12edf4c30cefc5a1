// What people do on a screen, in their words: sign up, sign in, write, decide, report.

import assert from 'node:assert/strict';

import { letterTo, linkIn } from './mail.mjs';

/** Everybody's password in the demo. */
export const PASSWORD = 'ein langer Satz zum Probieren';

/** The demo's cast, by first name. */
export const CAST = {
  anna: { email: 'anna@example.at', name: 'annab', role: 'reader' },
  bruno: { email: 'bruno@example.at', name: 'Bruno C.', role: 'reader' },
  clara: { email: 'clara@example.at', name: 'Clara Dorn', role: 'moderator' },
  deniz: { email: 'deniz@example.at', name: 'Deniz Eren', role: 'moderator' },
  elif: { email: 'elif@example.at', name: 'Elif Feld', role: 'editor' },
  frida: { email: 'frida@example.at', name: 'Frida Gruber', role: 'office' },
  gregor: { email: 'gregor@example.at', name: 'Gregor Haas', role: 'administrator' },
  hana: { email: 'hana@example.at', name: 'hana.ito', role: 'reader' },
};

/** Presses the page's one most important button and waits for the next page. */
export async function send(page, form = page.locator('main form')) {
  await Promise.all([page.waitForEvent('load'), form.locator('button.button--primary').first().click()]);
}

/** Signs in somebody of the cast. */
export async function signIn(page, { email, password = PASSWORD }) {
  await page.goto('/account/sign-in');
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort').fill(password);
  await send(page);
  await isSignedIn(page, email);
}

/** Signs up with a letter in between; whoever confirms is signed in. */
export async function signUp(page, site, { email, displayName, password = PASSWORD }) {
  await page.goto('/account/sign-up');
  await page.locator('#name').fill('Ida Neumann');
  await page.locator('#display_name').fill(displayName);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await page.locator('#netiquette').check();
  await page.locator('#terms').check();
  await send(page);
  const link = linkIn(await letterTo(site, email));
  await page.goto(link.pathname);
  await page.locator('#current_password').fill(password);
  await send(page);
  await isSignedIn(page, email);
}

async function isSignedIn(page, email) {
  assert.equal(await page.getByRole('button', { name: 'Nicht Sie?' }).count(), 1, `${email} is signed in`);
}
