// Starts a real `masthead` on a free port with a folder of its own, and ends it again.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 90_000;

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
export function openDemo() {
  return open('demo');
}

/** Serves an empty site in a fresh folder. */
export function openEmpty(env = {}) {
  return open('serve', env);
}

async function open(command, env = {}) {
  const program = process.env.MASTHEAD;
  if (!program) throw new Error('MASTHEAD must name the program; run `make journeys`');
  const folder = await mkdtemp(join(tmpdir(), 'masthead-journey-'));
  const port = await freePort();
  const child = spawn(program, [command, '--listen', `127.0.0.1:${port}`, '--data', join(folder, 'site')], {
    cwd: folder,
    env: { ...withoutSettings(process.env), ...env },
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
