const root = document.documentElement;

// The button offers the theme that the page does not have. It needs this script, and comes with it.
const button = document.getElementById('theme');
if (button) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
  const offer = () => {
    button.textContent = current() === 'dark' ? button.dataset.light : button.dataset.dark;
  };
  button.addEventListener('click', () => {
    root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    offer();
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // Not remembered, then.
    }
  });
  dark.addEventListener('change', offer);
  offer();
  button.hidden = false;
}

// The number of views. The dash that stands in the page stays when it cannot be had.
const counter = document.getElementById('visitor-count');
if (counter) {
  fetch('/api/count', { signal: AbortSignal.timeout(5000) })
    .then((response) => (response.ok ? response.json() : Promise.reject()))
    .then(({ count }) => {
      counter.textContent = count.toLocaleString(root.lang);
    })
    .catch(() => {});
}
