import { useState } from 'preact/hooks';
import { ask } from '../api/api.ts';
import { TextField } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import { useAction } from '../ui/use-action.ts';

const fields = ['body.password', 'body.newPassword'];

export function PasswordForm({ email }: { email: string }) {
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const action = useAction(fields);
  const change = async () => {
    await ask({ method: 'PUT', path: '/v1/auth/password', body: { password, newPassword } });
    setPassword('');
    setNewPassword('');
    return 'Your password has changed. Other sessions go on until you end them.';
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void action.run(change);
      }}
    >
      {/* For password managers, which need to know whose password it is. */}
      <input type="text" name="username" autocomplete="username" value={email} readOnly hidden />
      <TextField
        label="Password now"
        type="password"
        name="password"
        autocomplete="current-password"
        required
        maxLength={256}
        value={password}
        onValue={setPassword}
        error={action.errorAt('body.password')}
      />
      <TextField
        label="New password"
        help="At least 12 characters, with a capital and a small letter and a digit."
        type="password"
        name="new-password"
        autocomplete="new-password"
        required
        maxLength={256}
        value={newPassword}
        onValue={setNewPassword}
        error={action.errorAt('body.newPassword')}
      />
      <p>
        <button type="submit" aria-disabled={action.isBusy}>
          Change the password
        </button>
      </p>
      <Outcome action={action} />
    </form>
  );
}
