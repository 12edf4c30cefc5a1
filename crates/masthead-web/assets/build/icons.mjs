// The icons a page may use, gathered from Lucide into one sprite. An icon that is not on the list is not shipped.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export const ICONS = [
  "archive", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "arrow-up-right", "bell", "calendar", "check", "chevron-down",
  "chevron-left", "chevron-right", "circle-alert", "circle-check", "circle-help", "circle-x", "clock", "corner-down-right", "download",
  "ellipsis", "external-link", "eye", "eye-off", "file-text", "flag", "gavel", "globe", "history", "image", "inbox", "info", "keyboard",
  "languages", "link", "list", "lock", "log-in", "log-out", "mail", "menu", "message-square", "moon", "newspaper", "paperclip", "pencil",
  "pin", "play", "plus", "printer", "quote", "refresh-cw", "reply", "rss", "scale", "search", "send", "settings", "shield", "sun", "tag",
  "trash-2", "triangle-alert", "undo-2", "upload", "user", "users", "video", "x",
];

/** One SVG with a symbol for each icon, addressed as `sprite.svg#name`. */
export function sprite() {
  return `<svg xmlns="http://www.w3.org/2000/svg">${ICONS.map(symbol).join("")}</svg>`;
}

function symbol(name) {
  const source = readFileSync(require.resolve(`lucide-static/icons/${name}.svg`), "utf8");
  const drawing = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.lastIndexOf("</svg>")).replace(/\s*\n\s*/g, "");
  const pen = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${pen}>${drawing}</symbol>`;
}
