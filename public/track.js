// Sends one beacon each time the page is shown, and none for visitors who opted out. It stores nothing.
const track = () => {
  const headers = { 'content-type': 'application/json' };
  try {
    // By this token, the app recognizes the owner and does not count them.
    const token = localStorage.getItem('accessToken');
    if (token) headers.authorization = `Bearer ${token}`;
  } catch {
    // Storage can be switched off; then no one is signed in.
  }
  const { pathname: path } = location;
  const body = JSON.stringify({ path, referrer: document.referrer });
  // Not `sendBeacon`, which sends no headers. Reading the answer lets the browser close the request.
  fetch('/api/v1/visitors/track', { method: 'POST', keepalive: true, headers, body })
    .then((answer) => answer.text())
    .catch(() => {});
};

if (!navigator.globalPrivacyControl && navigator.doNotTrack !== '1') {
  if (document.prerendering) document.addEventListener('prerenderingchange', track, { once: true });
  else track();
  // The reader came back, and the browser shows the page as they left it.
  addEventListener('pageshow', ({ persisted }) => persisted && track());
}
