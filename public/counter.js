// Shows the number of views. The dash that stands in the page stays when it cannot be had.
const element = document.getElementById('visitor-count');

try {
  const response = await fetch('/api/count', { signal: AbortSignal.timeout(5000) });
  const { count } = await response.json();
  if (response.ok) element.textContent = count.toLocaleString(document.documentElement.lang);
} catch {
  element.textContent = '—';
}
