// Counts what is left while somebody writes. Found by `data-counter` in the form of a `textarea[data-limit]`.
const letters = "Segmenter" in Intl ? new Intl.Segmenter() : null;
const count = (text) => (letters ? [...letters.segment(text)].length : [...text].length);

for (const counter of document.querySelectorAll("[data-counter]")) {
  const area = counter.closest("form").querySelector("textarea[data-limit]");
  const limit = Number(area.dataset.limit);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const said = counter.textContent;
  const show = () => {
    const left = limit - count(area.value.trim());
    counter.textContent = area.value ? `${number.format(left)} / ${number.format(limit)}` : said;
    counter.classList.toggle("counter--over", left < 0);
  };
  area.addEventListener("input", show);
  show();
}
