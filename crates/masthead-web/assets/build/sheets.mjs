// Which styles make which sheet, in the order in which they are joined. A reader's page loads the first only.
export const SHEETS = {
  "site.css": [
    "_tokens.css", "plain.css", "layout.css", "nameplate.css", "teasers.css", "front.css", "article.css", "blocks.css", "posts.css",
    "forms.css", "banners.css", "tables.css", "accounts.css", "office.css", "print.css",
  ],
  "newsroom.css": ["newsroom.css", "desk.css", "editor.css"],
};
