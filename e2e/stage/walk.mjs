// Walks through a site as a curious person does: from page to page, along every link, seeing each kind of page.

/** Pages of one kind that are looked at; a hundred articles are one kind. */
const OF_A_KIND = 2;

/**
 * Visits every kind of page that can be reached from `starts` by links, staying below them if `stay` is set.
 * Calls `look(path)` on each. Answers the paths it saw; a link that leads nowhere is an error.
 */
export async function walk(page, starts, look, { stay = () => true, most = 80 } = {}) {
  const seen = new Set();
  const kinds = new Map();
  const ahead = starts.map((path) => ({ path, from: 'the beginning' }));
  const looked = [];
  while (ahead.length > 0 && looked.length < most) {
    const { path, from } = ahead.shift();
    if (seen.has(path) || (kinds.get(kind(path)) ?? 0) >= OF_A_KIND) continue;
    seen.add(path);
    const answer = await visit(page, path);
    if (!answer) continue;
    // A page may ask a stranger to sign in; that page is looked at as well.
    if (!answer.ok() && answer.status() !== 401) throw new Error(`${from} links to ${path}, which answers ${answer.status()}`);
    kinds.set(kind(path), (kinds.get(kind(path)) ?? 0) + 1);
    looked.push(path);
    for (const next of await linksOn(page)) if (stay(next)) ahead.push({ path: next, from: path });
    await look(path);
  }
  return looked;
}

/** Opens a page; what is not a page (a feed, a file) is fetched and passed over. */
async function visit(page, path) {
  const probe = await page.request.get(path, { maxRedirects: 5 });
  const isPage = (probe.headers()['content-type'] ?? '').startsWith('text/html');
  if (!isPage) {
    if (!probe.ok()) throw new Error(`${path} answers ${probe.status()}`);
    return null;
  }
  return page.goto(path);
}

/** The addresses on this site that a page links to, without their fragments. */
async function linksOn(page) {
  const here = new URL(page.url());
  const links = await page.locator('a[href]').evaluateAll((anchors) => anchors.map((anchor) => anchor.href));
  const own = links.map((link) => new URL(link)).filter((link) => link.origin === here.origin);
  return [...new Set(own.map((link) => link.pathname + link.search))];
}

/** What kind of page an address leads to: the address without what is particular. */
function kind(path) {
  const [plain, query = ''] = path.split('?');
  const steps = plain.split('/').map((step) => (/[0-9a-z]{12,}$/i.test(step) || /^\d+$/.test(step) ? '*' : step));
  const [first, second] = steps.filter((step) => step !== '' && step !== 'en');
  const isOfMany = ['topics', 'authors', 'posts', 'archive'].includes(first);
  const names = query.split('&').map((pair) => pair.split('=')[0]).sort().join('&');
  return `${path.startsWith('/en') ? 'en:' : ''}${isOfMany && second ? `${first}/*` : steps.join('/')}?${names}`;
}
