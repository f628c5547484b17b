const root = document.documentElement;

// The button offers the theme that the page does not have. It works only with this script, which shows it.
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
      // Storage can be switched off; then the page does not remember the choice.
    }
  });
  dark.addEventListener('change', offer);
  offer();
  button.hidden = false;
}
