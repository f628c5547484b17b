// One beacon for each time that the page is shown. It stores nothing, and is silent for who opted out.
const track = () => {
  const headers = { 'content-type': 'application/json' };
  try {
    // So that the owner, who is signed in here, is not counted.
    const token = localStorage.getItem('accessToken');
    if (token) headers.authorization = `Bearer ${token}`;
  } catch {
    // Storage can be switched off; then nobody is signed in.
  }
  const { pathname: path } = location;
  const body = JSON.stringify({ path, referrer: document.referrer });
  // Not `sendBeacon`, which sends no headers. An answer that nobody reads stays open.
  fetch('/api/v1/visitors/track', { method: 'POST', keepalive: true, headers, body })
    .then((answer) => answer.text())
    .catch(() => {});
};

if (!navigator.globalPrivacyControl && navigator.doNotTrack !== '1') {
  if (document.prerendering) document.addEventListener('prerenderingchange', track, { once: true });
  else track();
  // Back from another page, as it was left.
  addEventListener('pageshow', ({ persisted }) => persisted && track());
}
