// The desk's keys: fixed by the house, changed by whoever sits there, kept in their browser, printed on the screen.
const OURS = { approve: 'f', refuse: 'r', undo: 'z', conversation: 'k', skip: 'n' };
const PLACE = 'desk-keys';

function chosen() {
  try {
    return { ...OURS, ...JSON.parse(localStorage.getItem(PLACE) ?? '{}') };
  } catch {
    return OURS;
  }
}

export const keys = {
  action(key) {
    return Object.entries(chosen()).find(([, own]) => own === key.toLowerCase())?.[0];
  },

  print(where) {
    const own = chosen();
    for (const sign of where.querySelectorAll('[data-key]')) sign.textContent = own[sign.dataset.key].toUpperCase();
  },

  // The dialogue in which they are changed. Two actions never share a key.
  offer(desk) {
    const open = document.querySelector('[data-desk-keys]');
    const dialog = document.querySelector('[data-desk-dialog]');
    open.hidden = false;
    open.addEventListener('click', () => {
      for (const [action, key] of Object.entries(chosen())) dialog.querySelector(`[name=${action}]`).value = key;
      dialog.showModal();
    });
    dialog.addEventListener('close', () => {
      if (dialog.returnValue !== 'keep') return;
      const wanted = Object.keys(OURS).map((action) => [action, dialog.querySelector(`[name=${action}]`).value.toLowerCase()]);
      const letters = wanted.map(([, key]) => key);
      if (letters.every((key) => /^\p{L}$/u.test(key)) && new Set(letters).size === letters.length) {
        localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(wanted)));
        keys.print(document);
      }
    });
  },
};
