/** What stays in the browser between two visits: decision 28. */
export interface KeptSession {
  refreshToken: string;
  email: string;
}

const key = 'owner-session';
/** For a browser that refuses storage: until the page is loaded again. */
let own: KeptSession | undefined;

export function readSession(): KeptSession | undefined {
  try {
    const { refreshToken, email } = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof refreshToken === 'string' && typeof email === 'string')
      return { refreshToken, email };
    return own;
  } catch {
    return own;
  }
}

/** @returns whether the session outlives the page. */
export function keepSession(session: KeptSession | undefined): boolean {
  own = session;
  try {
    if (session) localStorage.setItem(key, JSON.stringify(session));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** Calls `listener` when another tab signs in or out. */
export function onSessionElsewhere(listener: () => void): void {
  // `null`: all of the storage was deleted.
  addEventListener('storage', (event) => {
    if (event.key !== key && event.key !== null) return;
    // This browser stores: what this page remembers is not newer.
    own = undefined;
    listener();
  });
}
