import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { href, useAddress } from './address.ts';
import { type SessionState, session, signOut, start } from './api/session.ts';
import { useStore } from './api/store.ts';
import { Dashboard } from './dashboard/dashboard.tsx';
import { SignInForm } from './sign-in/sign-in-form.tsx';
import { site } from './site.ts';
import { Dialog } from './ui/dialog.tsx';
import { LazyPage } from './ui/lazy-page.tsx';
import { Failure, Notice } from './ui/message.tsx';
import { useTitle } from './ui/use-title.ts';

interface Page {
  path: string;
  name: string;
  Page: ComponentType;
}

const Content = () => (
  <LazyPage load={async () => (await import('./editor/content.tsx')).Content} />
);
const Settings = () => (
  <LazyPage load={async () => (await import('./settings/settings.tsx')).Settings} />
);

const pages: Page[] = [
  { path: '', name: 'Numbers', Page: Dashboard },
  { path: 'content', name: 'Content', Page: Content },
  { path: 'settings', name: 'Settings', Page: Settings },
];

/** The owner's pages: what they show depends on the session and on the address after `#`. */
export function App() {
  const state = useStore(session);
  switch (state.name) {
    case 'starting':
      return <Frame>{null}</Frame>;
    case 'unreachable':
      return (
        <Frame>
          <h1>No connection</h1>
          <Failure error={state.error} again={start} />
        </Frame>
      );
    case 'signed-out':
      return <SignIn notice={state.notice} />;
    default:
      return <Pages state={state} />;
  }
}

function SignIn({ notice }: { notice: string | undefined }) {
  useTitle('Sign in');
  return (
    <Frame>
      <h1>Sign in</h1>
      {notice && <Notice>{notice}</Notice>}
      <SignInForm />
    </Frame>
  );
}

function Pages({ state }: { state: Extract<SessionState, { name: 'signed-in' | 'ended' }> }) {
  const { parts } = useAddress();
  const shown = pages.find(({ path }) => path === (parts[0] ?? ''));
  useTitle(shown?.name ?? 'Not found');
  return (
    <Frame current={shown?.path ?? 'none'}>
      {state.name === 'signed-in' && state.notice && <Notice>{state.notice}</Notice>}
      {shown ? <shown.Page key={shown.path} /> : <h1>There is no such page</h1>}
      {state.name === 'ended' && (
        <Dialog title="Sign in again">
          <p>Your session has ended. What you wrote is still here, below this dialog.</p>
          <SignInForm email={state.user.email} />
          <p>
            <button type="button" onClick={() => signOut()}>
              Sign out instead
            </button>
          </p>
        </Dialog>
      )}
    </Frame>
  );
}

interface FrameProps {
  /** The path of the page that is shown. Absent before sign-in. */
  current?: string | undefined;
  children: preact.ComponentChildren;
}

function Frame({ current, children }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(current);
  // After a change of the page, screen readers and the keyboard begin at its top.
  useEffect(() => {
    if (before.current !== undefined && before.current !== current) main.current?.focus();
    before.current = current;
  }, [current]);
  return (
    <>
      <header class="bar">
        <p class="owner">
          <a href="/">{site.owner || 'Site'}</a>
        </p>
        {current !== undefined && (
          <nav aria-label="Owner’s pages">
            <ul>
              {pages.map(({ path, name }) => (
                <li key={path}>
                  <a href={href(path)} {...(path === current && { 'aria-current': 'page' })}>
                    {name}
                  </a>
                </li>
              ))}
              <li>
                <button class="link" type="button" onClick={() => signOut()}>
                  Sign out
                </button>
              </li>
            </ul>
          </nav>
        )}
      </header>
      <main ref={main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
