import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { session } from '../api/session.ts';
import { useStore } from '../api/store.ts';
import { Authenticator } from './authenticator.tsx';
import { Counting } from './counting.tsx';
import { Export } from './data/export.tsx';
import { Import } from './data/import.tsx';
import { PasswordForm } from './password-form.tsx';
import { Sessions } from './sessions.tsx';

/** Password, authenticator, sessions, what is counted, and data that leaves and comes. */
export function Settings() {
  const state = useStore(session);
  const user = 'user' in state ? state.user : undefined;
  return (
    <div class="settings">
      <h1>Settings</h1>
      <p>
        You are signed in as <b>{user?.email}</b>.
      </p>
      <Section title="Password">
        <PasswordForm email={user?.email ?? ''} />
      </Section>
      <Section title="Authenticator">
        <Authenticator email={user?.email ?? ''} />
      </Section>
      <Section title="Sessions">
        <Sessions />
      </Section>
      <Section title="This browser’s visits">
        <Counting />
      </Section>
      <Section title="Take your data with you">
        <Export />
      </Section>
      <Section title="Bring an export back">
        <Import />
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
