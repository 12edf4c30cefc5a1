// Reads the letters that the demo keeps in its outbox folder instead of sending them.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Waits for the newest letter to `address` whose subject or text fits `pattern`; answers `{ subject, text }`. */
export async function letterTo(site, address, pattern = /./, patienceMs = 15_000) {
  const until = Date.now() + patienceMs;
  for (;;) {
    const letters = await lettersTo(site, address);
    const found = letters.reverse().find(({ subject, text }) => pattern.test(subject) || pattern.test(text));
    if (found) return found;
    if (Date.now() > until) {
      const subjects = letters.map((letter) => letter.subject);
      throw new Error(`no letter to ${address} fits ${pattern}; there are ${JSON.stringify(subjects)}`);
    }
    await pause(50);
  }
}

/** All letters to an address, oldest first. */
export async function lettersTo(site, address) {
  const folder = join(site.folder, 'site', 'outbox');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  const letters = await Promise.all(names.map(async (name) => read(await readFile(join(folder, name), 'utf8'))));
  return letters.filter((letter) => letter.to.toLowerCase().includes(address.toLowerCase()));
}

/** The first address in a letter's text that leads to this site. */
export function linkIn(letter) {
  const link = letter.text.match(/https?:\/\/\S+/)?.[0];
  if (!link) throw new Error(`no link in:\n${letter.text}`);
  return new URL(link);
}

function read(source) {
  const { headers, body } = split(source);
  return {
    to: words(headers.get('to') ?? ''),
    subject: words(headers.get('subject') ?? ''),
    text: plainText(headers, body),
  };
}

function split(source) {
  const [head, ...rest] = source.replaceAll('\r\n', '\n').split('\n\n');
  const headers = new Map();
  for (const line of head.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: rest.join('\n\n') };
}

function plainText(headers, body) {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = type.match(/boundary="?([^";]+)"?/)?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\n/, '')));
    const plain = parts.find((part) => (part.headers.get('content-type') ?? '').startsWith('text/plain')) ?? parts[0];
    return plainText(plain.headers, plain.body);
  }
  return decode(body, headers.get('content-transfer-encoding') ?? '7bit');
}

function decode(body, encoding) {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return quoted(body.replaceAll(/=\n/g, ''));
    default:
      return body;
  }
}

function quoted(text) {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Characters that were never quoted are single bytes already, or whole ones in an 8-bit letter.
  return /[^\x00-\xff]/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Undoes the encoding of words in a header (RFC 2047). */
function words(header) {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, text) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quoted(text.replaceAll('_', ' ')),
    );
}
