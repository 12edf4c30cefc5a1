// Asks the original engine for its words: node oracle.cjs FOLDER, where FOLDER is the `worker` folder of the npm package
// @browsermt/bergamot-translator 0.4.9. Writes float32.txt and int8.txt, a line for each line of sentences.txt.

const { cpSync, mkdtempSync, readFileSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

// The package says that it is made of modules, and its worker is none: a copy may say what it is.
const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
cpSync(process.argv[2], folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
const worker = new Worker(join(folder, 'translator-worker.js'));
const waiting = new Map();
let last = 0;

worker.on('message', ({ id, result, error }) => {
  const { done, failed } = waiting.get(id);
  waiting.delete(id);
  error ? failed(Object.assign(new Error(error.message), error)) : done(result);
});

function call(name, ...args) {
  return new Promise((done, failed) => {
    last += 1;
    waiting.set(last, { done, failed });
    worker.postMessage({ id: last, name, args });
  });
}

const bytes = (name) => {
  const file = readFileSync(join(__dirname, name));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
};

async function main() {
  await call('initialize', { cacheSize: 0 });
  const sentences = readFileSync(join(__dirname, 'sentences.txt'), 'utf8').trim().split('\n');
  for (const [name, precision] of [['float32', 'float32'], ['int8', 'int8shiftAlphaAll']]) {
    const pair = { from: name, to: 'xx' };
    await call('loadTranslationModel', pair, {
      model: bytes(`${name}.bin`),
      shortlist: new ArrayBuffer(0),
      vocabs: [bytes('vocab.spm')],
      config: { 'gemm-precision': precision },
    });
    const said = [];
    for (const text of sentences) {
      const answer = await call('translate', { models: [pair], texts: [{ text, html: false, qualityScores: false }] });
      said.push(answer[0].target.text.replaceAll('\n', ' '));
    }
    writeFileSync(join(__dirname, `${name}.txt`), said.join('\n') + '\n');
    console.log(name, said.length, said[0]);
  }
  await worker.terminate();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
