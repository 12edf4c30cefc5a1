// Everyone can use it: axe finds nothing on any page, in both languages, light and dark, as anybody.

import assert from 'node:assert/strict';

import { examine } from '../stage/axe.mjs';
import { CAST } from '../stage/cast.mjs';
import { onSite } from '../stage/journey.mjs';
import { signIn } from '../stage/people.mjs';
import { openDemo } from '../stage/site.mjs';
import { walk } from '../stage/walk.mjs';

const journey = onSite(openDemo);

/** Whose pages are looked at, and where they begin; members and staff look at what strangers cannot see. */
const VISITORS = [
  { who: null, starts: ['/', '/office', '/account/sign-up', '/account/sign-in', '/account/forgot'] },
  { who: CAST.anna, starts: ['/account'] },
  { who: CAST.clara, starts: ['/newsroom'] },
  { who: CAST.elif, starts: ['/newsroom'] },
  { who: CAST.frida, starts: ['/newsroom'] },
  { who: CAST.gregor, starts: ['/newsroom'] },
];

for (const { who, starts } of VISITORS) {
  for (const language of ['de', 'en']) {
    const name = who?.name ?? 'a stranger';
    journey(`axe finds nothing on the pages of ${name}, ${language}`, async ({ screen }) => {
      const page = await screen({ language });
      if (who) await signIn(page, who);
      const prefix = language === 'de' ? '' : '/en';
      const found = [];
      const look = async (path) => {
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          for (const violation of await examine(page)) found.push(`${path} (${colorScheme}) ${violation}`);
        }
      };
      const own = (path) => !who || path.startsWith(`${prefix}${starts[0]}`);
      const inLanguage = (path) => path.startsWith('/en') === (language === 'en');
      await walk(page, starts.map((start) => `${prefix}${start}`), look, { stay: (path) => own(path) && inLanguage(path) });
      assert.deepEqual(found, []);
    });
  }
}
