// Shows the latest posts below the resume. If there are none, or they cannot be loaded, the page stays as it is.
const section = document.getElementById('latest');

const entryOf = ({ slug, title, publishedAt }) => {
  const entry = section.querySelector('template').content.cloneNode(true);
  const link = entry.querySelector('a');
  link.href = `/blog/${slug}`;
  link.textContent = title;
  const time = entry.querySelector('time');
  time.dateTime = publishedAt;
  time.textContent = new Date(publishedAt).toLocaleDateString(document.documentElement.lang, {
    calendar: 'gregory',
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  return entry;
};

fetch('/api/v1/blog/posts?limit=3', { signal: AbortSignal.timeout(5000) })
  .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
  .then(({ items }) => {
    section.querySelector('.entries').append(...items.map(entryOf));
    section.hidden = items.length === 0;
  })
  .catch(() => {});
