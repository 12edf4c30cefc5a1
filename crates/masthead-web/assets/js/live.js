// Says "3 new posts" when there are, and moves nothing. Found by `data-thread`, the name of the thread.
const thread = document.querySelector("[data-thread]:not([data-thread-page])");
const link = thread?.querySelector("[data-thread-new]");

if (link && "EventSource" in window) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let fresh = 0;
  const show = () => {
    link.textContent = fresh === 1 ? link.dataset.one : link.dataset.many.replace("#", number.format(fresh));
    link.hidden = fresh === 0;
  };
  const source = new EventSource(`/live/threads/${thread.dataset.thread}`);
  source.addEventListener("posts", (event) => {
    fresh += Number(event.data);
    show();
  });
  // The link leads to this very page; a new question shows it anew, and not only its place.
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.hash = "thread";
    location.reload();
  });
}
