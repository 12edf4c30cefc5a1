// Script injections to put into every field that is ever shown; the list is the text crate's own.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

const LIST = new URL('../../crates/masthead-text/tests/hostile.txt', import.meta.url);

/** Every vector, with its escapes resolved. */
export async function hostileVectors() {
  const lines = (await readFile(LIST, 'utf8')).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('# ')).map(resolved);
}

/** As many texts as it takes to hold all vectors, none longer than `most` letters. */
export async function hostileTexts(most) {
  const texts = [];
  let text = '';
  for (const vector of await hostileVectors()) {
    const longer = text === '' ? vector : `${text}\n\n${vector}`;
    if (longer.length > most && text !== '') {
      texts.push(text);
      text = vector.slice(0, most);
    } else {
      text = longer.slice(0, most);
    }
  }
  return [...texts, text];
}

/** Tells whether anything ran on a page, now or while it was open. */
export function watchForScript(page) {
  const ran = [];
  page.on('dialog', async (dialog) => {
    ran.push(`${dialog.type()}: ${dialog.message()} on ${page.url()}`);
    await dialog.dismiss();
  });
  page.on('framenavigated', async (frame) => {
    if (frame !== page.mainFrame()) ran.push(`a frame opened ${frame.url()} on ${page.url()}`);
  });
  return async () => {
    if (await page.evaluate(() => 'hacked' in window)) ran.push(`window.hacked is set on ${page.url()}`);
    return ran;
  };
}

/** Puts texts into a form past everything a browser would check, sends it, and stays on the page that answers. */
export async function give(page, form, typed, path = null) {
  const answer = page.waitForEvent('load');
  await form.evaluate(
    (form, { typed, path }) => {
      for (const [name, text] of Object.entries(typed)) {
        const field = [...form.elements].find((element) => element.name === name);
        if (field.type === 'number') field.type = 'text';
        field.value = text;
      }
      if (path) form.action = path;
      form.submit();
    },
    { typed, path },
  );
  await answer;
}

/** Sends forms from the page that is open without leaving it, and gives back those that were refused. */
export async function giveQuietly(page, path, forms) {
  return page.evaluate(
    async ({ path, forms }) => {
      const token = document.querySelector(`form[action$="${path}"] input[name="token"]`).value;
      const refused = [];
      for (const fields of forms) {
        const answer = await fetch(path, { method: 'POST', body: new URLSearchParams({ token, ...fields }) });
        if (!answer.ok) refused.push(fields);
      }
      return refused;
    },
    { path, forms },
  );
}

/** Opens pages one after the other. */
export async function open(page, paths) {
  for (const path of paths) {
    const answer = await page.goto(path);
    assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
  }
}

/** The last form of the page that leads to an address ending so. */
export function formTo(page, path) {
  return page.locator(`main form[action$="${path}"]`).last();
}

function resolved(line) {
  return line.replaceAll(/\\(n|t|r|0|\\|u\{([0-9a-f]+)\})/gi, (_, letter, hex) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return { n: '\n', t: '\t', r: '\r', 0: '\0', '\\': '\\' }[letter];
  });
}
