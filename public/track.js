// Counts the visit once the page is shown, and then shows the number that the resume asks for.

// Sends one beacon each time the page is shown, and one for each click on a link with a goal, such as the PDF. Sends
// none for visitors who opted out. It stores nothing in the browser and reads nothing that is stored there. A browser
// that its owner left out (`PUT /api/v1/visitors/exclusion`) adds a cookie by itself, which no script can read.
const track = async (goal) => {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === '1') return;
  const { pathname: path } = location;
  const body = JSON.stringify({ path, referrer: document.referrer, goal });
  // Not `sendBeacon`, which does not say when the visit is counted. Reading the answer lets the browser close the request.
  await fetch('/api/v1/visitors/track', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body,
  })
    .then((answer) => answer.text())
    .catch(() => {});
};

// If the number cannot be loaded, the dash in the page stays.
const showNumber = async () => {
  const number = document.getElementById('visitor-count');
  if (!number) return;
  await fetch(number.dataset.from, { signal: AbortSignal.timeout(5000) })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
    .then(({ count }) => {
      number.textContent = count.toLocaleString(document.documentElement.lang);
    })
    .catch(() => {});
};

const start = () => track().then(showNumber);

// A browser may load a page that nobody sees in the end.
if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
else start();
// The reader came back, and the browser shows the page as they left it.
addEventListener('pageshow', ({ persisted }) => persisted && track());

const onClick = ({ target, button }) => {
  const { goal } = target.closest?.('a[data-goal]')?.dataset ?? {};
  if (goal && button < 2) track(goal);
};
// `auxclick` is the middle button, which opens a tab, and the right one, which opens a menu.
addEventListener('click', onClick);
addEventListener('auxclick', onClick);
