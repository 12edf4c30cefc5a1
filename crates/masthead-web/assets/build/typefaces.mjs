// Cuts the typefaces down to the letters and features a page needs. The list below is all there is to change.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import wawoff2 from "wawoff2";

const require = createRequire(import.meta.url);

const LATIN = [
  [0x20, 0x7e], [0xa0, 0xff], 0x131, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17d, 0x17e, 0x1e9e,
  0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2020, 0x2022, 0x2026, 0x202f, 0x2030,
  0x2032, 0x2033, 0x2039, 0x203a, 0x2044, 0x20ac, 0x2116, 0x2122, [0x2190, 0x2193], 0x2197, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
];
const LATIN_EXTENDED = [[0x100, 0x130], [0x132, 0x151], [0x154, 0x15f], [0x162, 0x177], [0x179, 0x17c], 0x17f, [0x218, 0x21b]];

const FIGURES = ["lnum", "onum", "pnum", "tnum"];
const TEXT = ["kern", "liga", "locl", "case", ...FIGURES];
const TEXT_WITH_SMALL_CAPS = [...TEXT, "smcp", "c2sc"];

const NEWSREADER = "@fontsource-variable/newsreader/files/newsreader";
const SOURCE_SERIF = "source-serif/VAR/SourceSerif4Variable";
const SOURCE_SANS = "source-sans/VF/SourceSans3VF";

const HEADLINES = { family: "Newsreader", style: "normal", weight: "500", features: TEXT, axes: { wght: 500, opsz: 32 } };
const READING = { family: "Source Serif", style: "normal", weight: "400 700", features: TEXT_WITH_SMALL_CAPS, axes: { wght: [400, 700], opsz: 14 } };
const READING_ITALIC = { family: "Source Serif", style: "italic", weight: "400", features: TEXT, axes: { wght: 400, opsz: 14 } };
const FURNITURE = { family: "Source Sans", style: "normal", weight: "400 600", features: TEXT, axes: { wght: [400, 600] } };

/**
 * Every file we make. The rarer letters have files of their own, which a browser fetches only where they occur.
 * An axis held at a number is pinned there; a pair is the range that stays variable.
 */
export const TYPEFACES = [
  { name: "newsreader", from: `${NEWSREADER}-latin-opsz-normal.woff2`, letters: LATIN, ...HEADLINES },
  { name: "newsreader-extended", from: `${NEWSREADER}-latin-ext-opsz-normal.woff2`, letters: LATIN_EXTENDED, ...HEADLINES },
  { name: "source-serif", from: `${SOURCE_SERIF}-Roman.ttf`, letters: LATIN, ...READING },
  { name: "source-serif-extended", from: `${SOURCE_SERIF}-Roman.ttf`, letters: LATIN_EXTENDED, ...READING },
  { name: "source-serif-italic", from: `${SOURCE_SERIF}-Italic.ttf`, letters: LATIN, ...READING_ITALIC },
  { name: "source-serif-italic-extended", from: `${SOURCE_SERIF}-Italic.ttf`, letters: LATIN_EXTENDED, ...READING_ITALIC },
  { name: "source-sans", from: `${SOURCE_SANS}-Upright.ttf`, letters: LATIN, ...FURNITURE },
  { name: "source-sans-extended", from: `${SOURCE_SANS}-Upright.ttf`, letters: LATIN_EXTENDED, ...FURNITURE },
];

/** The bytes of one typeface as WOFF2. */
export async function cut(typeface) {
  let font = readFileSync(require.resolve(typeface.from));
  if (typeface.from.endsWith(".woff2")) font = Buffer.from(await wawoff2.decompress(font));
  return Buffer.from(await wawoff2.compress(await subset(font, typeface)));
}

/** A `unicode-range` for the style sheet, so that a browser fetches the extended letters only where they occur. */
export function unicodeRange(letters) {
  const hex = (code) => code.toString(16).toUpperCase();
  return letters.map((entry) => (Array.isArray(entry) ? `U+${hex(entry[0])}-${hex(entry[1])}` : `U+${hex(entry)}`)).join(",");
}

const SUBSET_UNICODES = 1; // hb_subset_sets_t: HB_SUBSET_SETS_UNICODE
const SUBSET_FEATURES = 6; // hb_subset_sets_t: HB_SUBSET_SETS_LAYOUT_FEATURE_TAG

const WITHOUT_HINTING = 0x1; // hb_subset_flags_t: HB_SUBSET_FLAGS_NO_HINTING, screens smooth by themselves
const WITH_SPARSE_DELTAS = 0x400; // HB_SUBSET_FLAGS_OPTIMIZE_IUP_DELTAS, the smaller way to write a variable face

async function subset(font, { letters, features, axes, name }) {
  const hb = await harfbuzz();
  const face = faceOf(hb, font);
  const input = hb.hb_subset_input_create_or_fail();
  fill(hb, hb.hb_subset_input_set(input, SUBSET_UNICODES), letters.flatMap((entry) => (Array.isArray(entry) ? span(...entry) : [entry])));
  fill(hb, hb.hb_subset_input_set(input, SUBSET_FEATURES), features.map(tag));
  hb.hb_subset_input_set_flags(input, WITHOUT_HINTING | WITH_SPARSE_DELTAS);
  for (const [axis, at] of Object.entries(axes)) {
    const held = Array.isArray(at)
      ? hb.hb_subset_input_set_axis_range(input, face, tag(axis), at[0], at[1], NaN)
      : hb.hb_subset_input_pin_axis_location(input, face, tag(axis), at);
    if (!held) throw new Error(`${name}: the face has no axis ${axis}`);
  }
  const cutFace = hb.hb_subset_or_fail(face, input);
  if (!cutFace) throw new Error(`${name}: could not be cut`);
  const blob = hb.hb_face_reference_blob(cutFace);
  const start = hb.hb_blob_get_data(blob, 0);
  return Buffer.from(new Uint8Array(hb.memory.buffer, start, hb.hb_blob_get_length(blob)));
}

/** A fresh instance for each face: nothing is freed, nothing is shared. */
async function harfbuzz() {
  const wasm = readFileSync(require.resolve("harfbuzzjs/dist/harfbuzz-subset.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm);
  instance.exports._initialize?.();
  return instance.exports;
}

function faceOf(hb, font) {
  const at = hb.malloc(font.byteLength);
  new Uint8Array(hb.memory.buffer).set(font, at);
  return hb.hb_face_create(hb.hb_blob_create(at, font.byteLength, 2 /* writable */, 0, 0), 0);
}

function fill(hb, set, values) {
  hb.hb_set_clear(set);
  for (const value of values) hb.hb_set_add(set, value);
}

const span = (from, to) => Array.from({ length: to - from + 1 }, (_, step) => from + step);
const tag = (letters) => [...letters].reduce((bits, letter) => (bits << 8) | letter.charCodeAt(0), 0) >>> 0;
