import { useState } from 'preact/hooks';
import { ask } from '../api/api.ts';
import { endedEverywhere } from '../api/session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Outcome } from '../ui/outcome.tsx';
import { useAction } from '../ui/use-action.ts';

export function Sessions() {
  const [isAsking, setAsking] = useState(false);
  const action = useAction();
  const end = async () => {
    setAsking(false);
    await ask({ method: 'DELETE', path: '/v1/auth/sessions' });
    endedEverywhere();
    return undefined;
  };
  return (
    <>
      <p>
        You stay signed in on a device for 30 days, unless you sign out there. If you lost a device,
        or left one signed in, end all sessions, and change the password.
      </p>
      <p>
        <button type="button" aria-disabled={action.isBusy} onClick={() => setAsking(true)}>
          End all sessions
        </button>
      </p>
      <Outcome action={action} />
      {isAsking && (
        <Dialog title="End all sessions?" onClose={() => setAsking(false)}>
          <p>
            You sign in again on every device, and so do your programs: tokens of{' '}
            <code>npm run owner -- token</code> end as well. What was open elsewhere may work for up
            to 5 minutes.
          </p>
          <p class="buttons">
            <button class="main" type="button" onClick={() => action.run(end)}>
              End all sessions
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              Cancel
            </button>
          </p>
        </Dialog>
      )}
    </>
  );
}
