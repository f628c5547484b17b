import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, messageOf } from '../api/errors.ts';
import { answerChallenge, type Step, signIn } from '../api/session.ts';
import { TextField } from '../ui/field.tsx';

type Asked = Exclude<Step, 'done'>;

/** Signs in by password, then by what the user pool asks next. `session` tells the rest of the pages. */
export function SignInForm({ email: known = '', onDone }: { email?: string; onDone?: () => void }) {
  const [asked, setAsked] = useState<Asked>();
  const [notice, setNotice] = useState('');
  const next = (step: Step) => {
    setAsked(step === 'done' ? undefined : step);
    if (step === 'done') onDone?.();
  };
  const back = (notice: string) => {
    setNotice(notice);
    setAsked(undefined);
  };
  if (asked?.challenge === 'SOFTWARE_TOKEN_MFA')
    return <CodeForm asked={asked} next={next} back={back} />;
  if (asked) return <NewPasswordForm asked={asked} next={next} back={back} />;
  return <PasswordForm known={known} notice={notice} next={next} />;
}

function PasswordForm({
  known,
  notice,
  next,
}: {
  known: string;
  notice: string;
  next: (step: Step) => void;
}) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const { run, isBusy, error } = useStep(next);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        run(() => signIn(email.trim(), password));
      }}
    >
      <FormError text={error ? wordsFor(error) : notice} />
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autocomplete="username"
        required
        maxLength={254}
        value={email}
        onValue={setEmail}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autocomplete="current-password"
        required
        autofocus={known !== ''}
        maxLength={256}
        value={password}
        onValue={setPassword}
      />
      <p>
        <button class="main" type="submit" aria-disabled={isBusy}>
          Sign in
        </button>
      </p>
      <details>
        <summary>I lost my password or my authenticator</summary>
        <p>
          On a computer with your AWS credentials, in this site’s repository, run{' '}
          <code>npm run owner -- reset you@example.com</code>. You get a new password by e-mail, and
          sign-in asks for no code until you set up an authenticator again. On a laptop,{' '}
          <code>npm run dev</code> prints the account to sign in with.
        </p>
      </details>
    </form>
  );
}

interface ChallengeProps {
  asked: Asked;
  next: (step: Step) => void;
  back: (notice: string) => void;
}

function CodeForm({ asked: { session, email }, next, back }: ChallengeProps) {
  const [code, setCode] = useState('');
  const { run, isBusy } = useStep(next, back);
  const focus = useFocus();
  return (
    <form
      class="form"
      ref={focus}
      onSubmit={(event) => {
        event.preventDefault();
        run(() =>
          answerChallenge({
            challenge: 'SOFTWARE_TOKEN_MFA',
            session,
            email,
            code: code.replaceAll(/\s/g, ''),
          }),
        );
      }}
    >
      <TextField
        label="Code"
        help="The six digits that your authenticator shows."
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        pattern="\s*([0-9]\s*){6}"
        required
        value={code}
        onValue={setCode}
      />
      <Buttons isBusy={isBusy} label="Continue" back={() => back('')} />
    </form>
  );
}

function NewPasswordForm({ asked: { session, email }, next, back }: ChallengeProps) {
  const [password, setPassword] = useState('');
  const { run, isBusy, error } = useStep(next, back);
  const focus = useFocus();
  const detail = error instanceof ApiError ? error.details[0] : undefined;
  return (
    <form
      class="form"
      ref={focus}
      onSubmit={(event) => {
        event.preventDefault();
        run(() =>
          answerChallenge({
            challenge: 'NEW_PASSWORD_REQUIRED',
            session,
            email,
            newPassword: password,
          }),
        );
      }}
    >
      <p>The password that you were sent is for one sign-in. Choose your own.</p>
      <TextField
        label="New password"
        help="At least 12 characters, with a capital and a small letter and a digit."
        error={detail?.message ?? (error ? messageOf(error) : undefined)}
        type="password"
        name="new-password"
        autocomplete="new-password"
        required
        maxLength={256}
        value={password}
        onValue={setPassword}
      />
      <Buttons isBusy={isBusy} label="Continue" back={() => back('')} />
    </form>
  );
}

function Buttons({ isBusy, label, back }: { isBusy: boolean; label: string; back: () => void }) {
  return (
    <p class="buttons">
      <button class="main" type="submit" aria-disabled={isBusy}>
        {label}
      </button>
      <button type="button" onClick={back}>
        Start again
      </button>
    </p>
  );
}

function FormError({ text }: { text: string }) {
  return (
    <p class="error" role="alert" hidden={!text}>
      {text}
    </p>
  );
}

/** Runs one step at a time. A refused answer ends a challenge, as its session is for one answer: `back` says so. */
function useStep(next: (step: Step) => void, back?: (notice: string) => void) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (step: () => Promise<Step>) => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      next(await step());
    } catch (error) {
      if (back && error instanceof ApiError && error.status === 401)
        back('That was refused, or came too late. Sign in again.');
      else setError(error);
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy, error };
}

function wordsFor(error: unknown): string {
  if (error instanceof ApiError && error.status === 401) return 'E-mail or password is wrong.';
  const [detail] = error instanceof ApiError ? error.details : [];
  return detail ? `${detail.path.replace('body.', '')} ${detail.message}` : messageOf(error);
}

/** Puts the focus into the first field of a form that has just appeared. */
function useFocus() {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => ref.current?.querySelector('input')?.focus(), []);
  return ref;
}
