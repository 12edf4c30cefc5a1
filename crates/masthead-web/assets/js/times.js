// Says "12 min. ago" and "today, 14:05" where a page, which may have been kept for an hour, says the day. Found by
// `data-brief`, the name of the site's time zone; the words are the browser's own.
const HOUR = 3_600_000;
const lang = document.documentElement.lang;
const ago = new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "short" });
const capital = (text) => text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);

/** The number of the day in a zone, counted from anywhere. */
const dayOf = (date, timeZone) => {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone }).format(date).split("-").map(Number);
  return Date.UTC(year, month - 1, day) / (24 * HOUR);
};

function brief(date, timeZone, now) {
  const passed = now - date;
  if (passed >= 0 && passed < HOUR) return ago.format(-Math.floor(passed / 60_000), "minute");
  const days = dayOf(date, timeZone) - dayOf(now, timeZone);
  if (days !== 0 && days !== -1) return null;
  const time = new Intl.DateTimeFormat(lang, { timeZone, hour: "2-digit", minute: "2-digit" }).format(date);
  return `${ago.format(days, "day")}, ${time}`;
}

for (const time of document.querySelectorAll("time[data-brief]")) {
  const said = brief(new Date(time.dateTime), time.dataset.brief, new Date());
  if (said) time.textContent = capital(said);
}
