// Asks axe whether everyone can use a page.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that are asked: WCAG 2.2 AA and what axe calls best practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every violation on the page as a sentence with its first places; an empty list is what we want. */
export async function examine(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
    RULES,
  );
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `${node.target.join(' ')} — ${node.html.slice(0, 120)}`);
    return `${id}: ${help}\n    ${places.join('\n    ')}`;
  });
}

/** Every violation on pages, in both languages, light and dark; `paths` are the German ones. */
export async function examineAll(page, paths) {
  const found = [];
  for (const path of paths.flatMap((it) => [it, `/en${it}`])) {
    const answer = await page.goto(path);
    if (!answer.ok()) throw new Error(`${path} answers ${answer.status()}`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const violation of await examine(page)) found.push(`${path} (${colorScheme}) ${violation}`);
    }
  }
  return found;
}
