// A person's screen: a real Chromium page that remembers everything that should not have happened on it.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the machine's Chromium. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/**
 * Opens a screen of its own, with cookies of its own.
 * `wishes`: `language` (de), `javascript` (true), `dark` (false), `width` and `height`.
 * What goes wrong on it is added to `complaints`.
 */
export async function openScreen(browser, site, complaints, wishes = {}) {
  const { language = 'de', javascript = true, dark = false, width = 1280, height = 900 } = wishes;
  const context = await browser.newContext({
    baseURL: site.address,
    locale: language,
    timezoneId: 'Europe/Vienna',
    javaScriptEnabled: javascript,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    viewport: { width, height },
  });
  context.setDefaultTimeout(15_000);
  context.on('page', (page) => watch(page, site, complaints));
  return context.newPage();
}

function watch(page, site, complaints) {
  const complain = (words) => complaints.push(`${words} (on ${page.url()})`);
  page.on('pageerror', (error) => complain(`script error: ${error.message}`));
  page.on('console', (message) => {
    // A refused form answers 4xx on purpose; what failed to load is heard below.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) complain(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== site.address) complain(`asks another origin: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Leaving a page ends what it was still loading.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') complain(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    // A page may refuse, and so may the desk's script be told that somebody else was quicker.
    const isAsked = ['document', 'fetch'].includes(response.request().resourceType());
    if (response.status() >= (isAsked ? 500 : 400)) complain(`${response.status()} for ${response.url()}`);
  });
}
