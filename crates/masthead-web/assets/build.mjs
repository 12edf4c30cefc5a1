// Makes what pages wear ready to be embedded: `npm ci && node build.mjs` (or `make assets`) fills `built/`.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { SHEETS } from "./build/sheets.mjs";
import { TYPEFACES, cut, unicodeRange } from "./build/typefaces.mjs";
import { sprite } from "./build/icons.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const BUILT = `${HERE}built/`;
const BROWSERS = ["chrome111", "firefox115", "safari16.4"];
const MEDIA_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
const COMPRESSED_ALREADY = [".png", ".woff2"];

const manifest = {};

if (isFresh()) process.exit(0);
rmSync(BUILT, { recursive: true, force: true });
mkdirSync(BUILT);
const faces = await keepTypefaces();
keep("sprite.svg", sprite());
for (const name of readdirSync(`${HERE}identity`)) keep(name, readFileSync(`${HERE}identity/${name}`));
for (const [name, files] of Object.entries(SHEETS)) await keepSheet(name, files);
for (const name of readdirSync(`${HERE}js`).filter((name) => name.endsWith(".js"))) await keepModule(name);
writeFileSync(`${BUILT}manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
report();

/** Whether nothing has changed since the last time, so that what was built on top need not be built again. */
function isFresh() {
  if (!existsSync(`${BUILT}manifest.json`)) return false;
  const made = statSync(`${BUILT}manifest.json`).mtimeMs;
  const sources = ["css", "js", "identity", "build"].flatMap((folder) => readdirSync(`${HERE}${folder}`).map((name) => `${folder}/${name}`).concat(folder));
  return [...sources, "build.mjs", "package-lock.json"].every((source) => statSync(`${HERE}${source}`).mtimeMs < made);
}

/** Stores one asset under a name that changes with its content, with compressed twins where that helps. */
function keep(name, content) {
  const bytes = Buffer.from(content);
  const extension = extname(name);
  const mark = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const file = `${basename(name, extension)}.${mark}${extension}`;
  const packs = !COMPRESSED_ALREADY.includes(extension);
  writeFileSync(`${BUILT}${file}`, bytes);
  if (packs) {
    writeFileSync(`${BUILT}${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${BUILT}${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
  manifest[name] = { file, media_type: MEDIA_TYPES[extension], compressed: packs };
  return file;
}

/** Cuts every typeface and returns the `@font-face` rules that name the files. */
async function keepTypefaces() {
  const rules = [];
  for (const typeface of TYPEFACES) {
    const file = keep(`${typeface.name}.woff2`, await cut(typeface));
    rules.push(
      `@font-face{font-family:"${typeface.family}";font-style:${typeface.style};font-weight:${typeface.weight};font-display:swap;` +
        `src:url("${file}") format("woff2");unicode-range:${unicodeRange(typeface.letters)}}`,
    );
  }
  return rules.join("\n");
}

async function keepSheet(name, files) {
  const source = files.map((file) => readFileSync(`${HERE}css/${file}`, "utf8")).join("\n");
  const css = await esbuild.transform(source.replace('@import "typefaces";', faces), { loader: "css", minify: true, target: BROWSERS });
  keep(name, css.code);
}

/** One behaviour, one module: what it imports from `js/shared/` is folded into it, so a page asks for nothing else. */
async function keepModule(name) {
  const made = await esbuild.build({
    entryPoints: [`${HERE}js/${name}`], bundle: true, format: "esm", minify: true, target: BROWSERS, write: false,
  });
  keep(name, made.outputFiles[0].text);
}

function report() {
  for (const [name, { file, compressed }] of Object.entries(manifest)) {
    const size = readFileSync(`${BUILT}${file}${compressed ? ".br" : ""}`).length;
    console.log(`${name.padEnd(36)} ${String(size).padStart(7)} bytes${compressed ? " as brotli" : ""}`);
  }
}
