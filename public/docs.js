// Makes the forms of /docs/ call the API. It calls nothing by itself, keeps tokens only in memory, and stores nothing.
// Whatever the API answers is shown as text.
const api = '/api/v1/auth';
/** Characters of an answer that the page shows. */
const shownLimit = 100_000;
/** Longer than the API takes for an answer. */
const timeout = 60_000;

const byId = (id) => document.getElementById(id);
const challengeForm = byId('challenge');
const signOut = byId('sign-out');

// The session ------------------------------------------------------------------

/** `{email, refreshToken, accessToken?, expiresAt?, isOwn}`: of this page, or the one that /admin/ keeps. */
let session;
/** What the next step of a sign-in needs: `{challenge, session, email}`. */
let pending;

const say = (text) => {
  byId('session-status').textContent = text;
};

const keptByAdmin = () => {
  try {
    const { refreshToken, email } = JSON.parse(localStorage.getItem('owner-session'));
    return typeof refreshToken === 'string' ? { refreshToken, email } : undefined;
  } catch {
    // There is none, or storage is switched off.
    return undefined;
  }
};

/** Reads the session of /admin/ again each time: it may have begun or ended there. */
const currentSession = () => {
  if (session?.isOwn) return session;
  const kept = keptByAdmin();
  if (kept?.refreshToken !== session?.refreshToken) session = kept;
  return session;
};

const showSession = () => {
  const { email, isOwn } = currentSession() ?? {};
  signOut.disabled = !isOwn;
  if (!session) say('Not signed in.');
  else say(`Signed in as ${email}${isOwn ? '' : ', by the session of /admin/'}.`);
};

const post = async (path, body, headers = {}) => {
  const answer = await fetch(api + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeout),
  });
  const text = await answer.text();
  if (answer.ok) return text && JSON.parse(text);
  let message = `status ${answer.status}`;
  try {
    message = JSON.parse(text).message ?? message;
  } catch {
    // Not an answer of the API itself.
  }
  throw Object.assign(new Error(message), { status: answer.status });
};

const keepTokens = ({ accessToken, expiresIn }) => {
  session.accessToken = accessToken;
  session.expiresAt = Date.now() + expiresIn * 1000;
};

/** An access token that is valid for a while, or none without a session. */
const validToken = async () => {
  const used = currentSession();
  if (!used) return undefined;
  if (!used.accessToken || used.expiresAt < Date.now() + 30_000) {
    const tokens = await post('/refresh', { refreshToken: used.refreshToken });
    if (used === session) keepTokens(tokens);
    return tokens.accessToken;
  }
  return used.accessToken;
};

/** After a step of a sign-in: there are tokens, or there is one more step. */
const goOn = (email, answer) => {
  pending = answer.challenge && { challenge: answer.challenge, session: answer.session, email };
  challengeForm.hidden = !pending;
  if (pending) {
    const wanted = pending.challenge === 'NEW_PASSWORD_REQUIRED' ? 'newPassword' : 'code';
    for (const input of challengeForm.querySelectorAll('input')) {
      input.value = '';
      input.disabled = input.name !== wanted;
      input.parentElement.hidden = input.disabled;
    }
    say('One step more.');
    challengeForm.elements[wanted].focus();
    return;
  }
  session = { email, refreshToken: answer.refreshToken, isOwn: true };
  keepTokens(answer);
  showSession();
};

/** Runs a step of a sign-in once at a time. */
const step = async (form, act) => {
  const fieldset = form.querySelector('fieldset');
  fieldset.disabled = true;
  say('Signing in …');
  await act().catch(({ message }) => say(`Not signed in: ${message}`));
  fieldset.disabled = false;
  signOut.disabled = !session?.isOwn;
};

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const { email, password } = Object.fromEntries(new FormData(event.target));
  step(event.target, async () => {
    goOn(email, await post('/login', { email, password }));
    event.target.elements.password.value = '';
  });
});

challengeForm.addEventListener('submit', (event) => {
  event.preventDefault();
  const answer = Object.fromEntries(new FormData(event.target));
  step(event.target, async () => {
    goOn(pending.email, await post('/challenge', { ...pending, ...answer }));
  });
});

signOut.addEventListener('click', async () => {
  const { refreshToken } = session;
  try {
    const headers = { authorization: `Bearer ${await validToken()}` };
    await post('/logout', { refreshToken }, headers);
    session = undefined;
    showSession();
  } catch ({ message }) {
    session = undefined;
    showSession();
    say(`This page forgot the tokens, but could not revoke them: ${message}`);
  }
});

// Requests ---------------------------------------------------------------------

/** The address and options of the request that a form describes. Fields that are left empty are not sent. */
const requestOf = (form) => {
  const { method, type } = form.dataset;
  let { path } = form.dataset;
  const query = new URLSearchParams();
  const options = { method, headers: new Headers(), cache: 'no-store' };
  for (const [field, value] of new FormData(form)) {
    const [place, name] = field.split(' ');
    if (value === '') continue;
    if (place === 'path') path = path.replace(`{${name}}`, () => encodeURIComponent(value));
    else if (place === 'query') query.append(name, value);
    else if (place === 'header') options.headers.set(name, value);
    else options.body = value;
  }
  if (options.body) options.headers.set('content-type', options.body.type || type);
  return [query.size ? `${path}?${query}` : path, options];
};

const block = (label, text) => {
  const pre = document.createElement('pre');
  pre.textContent = text;
  // What scrolls must be reachable by keyboard, and have a name.
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', label);
  return pre;
};

const formatted = (text) => {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
};

const shortened = (text) =>
  text.length > shownLimit
    ? `${text.slice(0, shownLimit)}\n… the first ${shownLimit.toLocaleString('en')} of ${text.length.toLocaleString('en')} characters`
    : text;

const send = async (form) => {
  const [url, options] = requestOf(form);
  if (form.dataset.policy !== 'public' && byId('with-token').checked) {
    const token = await validToken();
    if (token) options.headers.set('authorization', `Bearer ${token}`);
  }
  const start = performance.now();
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(timeout) });
  const text = await answer.text();
  const milliseconds = Math.round(performance.now() - start);
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return {
    // HTTP/2 has no words for a status.
    status: `${[answer.status, answer.statusText].filter(Boolean).join(' ')}, ${milliseconds} ms`,
    blocks: [
      ...(text ? [block('Body of the answer', shortened(formatted(text)))] : []),
      block('Headers of the answer', headers),
    ],
  };
};

const onSubmit = async (event) => {
  event.preventDefault();
  const form = event.target;
  const { method, path, asks } = form.dataset;
  const status = form.querySelector('[role="status"]');
  const button = form.querySelector('button');
  // Not `disabled`, which would take the focus away.
  if (button.ariaDisabled === 'true') return;
  if (asks !== undefined && !confirm(`Really send ${method} ${path}?`)) return;
  button.ariaDisabled = 'true';
  for (const old of form.querySelectorAll('pre')) old.remove();
  status.textContent = 'Waiting …';
  const result = await send(form).catch(({ message }) => ({
    status: `No answer: ${message}`,
    blocks: [],
  }));
  status.textContent = result.status;
  form.append(...result.blocks);
  button.ariaDisabled = 'false';
};

const addForm = (route) => {
  const template = route.querySelector('template');
  template?.replaceWith(template.content);
};

addEventListener('submit', (event) => {
  if (event.target.dataset.method) onSubmit(event);
});
// This event does not bubble. A link may have opened a route before this script ran.
addEventListener('toggle', ({ target }) => target.matches('.route[open]') && addForm(target), true);
for (const route of document.querySelectorAll('.route[open]')) addForm(route);
for (const fieldset of document.querySelectorAll('fieldset')) fieldset.disabled = false;
addEventListener('storage', showSession);
showSession();
