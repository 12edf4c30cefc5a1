// Starts a real `masthead` on a free port with a folder of its own, and ends it again.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { CAST, PASSWORD } from './cast.mjs';

const WORLD = new URL('../world/', import.meta.url);

const PATIENCE_MS = 180_000;

/** A running site; `close()` ends its process and removes its folder. */
export class Site {
  constructor(address, folder, child, said) {
    Object.assign(this, { address, folder, child, said });
  }

  /** The address of a path. */
  at(path) {
    return new URL(path, this.address).href;
  }

  /** What the program printed so far. */
  get log() {
    return this.said.join('');
  }

  async close() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await Promise.race([ended, pause(10_000, null, { ref: false }).then(() => this.child.kill('SIGKILL'))]);
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Makes the demo's small world in a fresh folder and serves it. */
export async function openDemo() {
  return open('demo', await newFolder());
}

/** Serves an empty site in a fresh folder. */
export async function openEmpty() {
  return open('serve', await newFolder());
}

/**
 * Serves the cast and the articles of `world/`, made by the program's own commands; nobody has written anything yet.
 * `more` are further articles to import, each the text of a file.
 */
export async function openSmall(more = []) {
  const folder = await newFolder();
  for (const { email, name, role } of Object.values(CAST)) {
    command(folder, ['account', 'create', email, '--display-name', name, '--role', role], `${PASSWORD}\n`);
  }
  command(folder, ['import', ...(await articles(folder))]);
  const files = more.map((_, at) => join(folder, `more-${at}.md`));
  await Promise.all(files.map((file, at) => writeFile(file, more[at])));
  if (files.length > 0) command(folder, ['import', ...files]);
  return open('serve', folder);
}

/** Copies the articles of `world/`, as if written an hour ago: threads close by age. */
async function articles(folder) {
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const names = (await readdir(WORLD)).filter((name) => name.endsWith('.md'));
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, WORLD), 'utf8');
      await writeFile(join(folder, name), text.replace('AN HOUR AGO', anHourAgo));
      return join(folder, name);
    }),
  );
}

function newFolder() {
  return mkdtemp(join(tmpdir(), 'masthead-journey-'));
}

/** Runs one of the program's commands on a site that is not served, and answers what it printed. */
export function command(folder, words, input = '') {
  const done = spawnSync(program(), [...words, '--data', join(folder, 'site')], {
    cwd: folder,
    env: withoutSettings(process.env),
    input,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`masthead ${words.join(' ')} ended with ${done.status}:\n${done.stderr}`);
  return done.stdout;
}

function program() {
  if (!process.env.MASTHEAD) throw new Error('MASTHEAD must name the program; run `make journeys`');
  return process.env.MASTHEAD;
}

async function open(verb, folder) {
  const port = await freePort();
  const child = spawn(program(), [verb, '--listen', `127.0.0.1:${port}`, '--data', join(folder, 'site')], {
    cwd: folder,
    // People of a journey type faster than any reader.
    env: { ...withoutSettings(process.env), MASTHEAD_RATES: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (words) => said.push(String(words)));
  const site = new Site(`http://127.0.0.1:${port}`, folder, child, said);
  try {
    await untilReady(site);
  } catch (error) {
    await site.close();
    throw error;
  }
  return site;
}

/** The machine's own settings of a site are none of ours. */
function withoutSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('MASTHEAD_')));
}

async function untilReady(site) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    if (site.child.exitCode !== null) throw new Error(`masthead ended at once:\n${site.log}`);
    const answer = await fetch(site.at('/readyz')).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`masthead was not ready in time:\n${site.log}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
