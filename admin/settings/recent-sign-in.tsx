import { useState } from 'preact/hooks';
import { ApiError, SignedOut } from '../api/errors.ts';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface Waiting {
  goOn: () => void;
  giveUp: (error: Error) => void;
}

/**
 * Some requests need a sign-in of the last minutes. `recently` repeats such a request after the owner has signed in
 * in the dialog, which the caller draws.
 */
export function useRecentSignIn(email: string) {
  const [waiting, setWaiting] = useState<Waiting>();
  async function recently<T>(what: () => Promise<T>): Promise<T> {
    try {
      return await what();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'SIGN_IN_AGAIN')) throw error;
    }
    await new Promise<void>((goOn, giveUp) => setWaiting({ goOn, giveUp }));
    return what();
  }
  const close = (settle: (one: Waiting) => void) => {
    if (waiting) settle(waiting);
    setWaiting(undefined);
  };
  const cancel = () => close(({ giveUp }) => giveUp(new SignedOut('Cancelled.')));
  const dialog = waiting && (
    <Dialog title="Is it you?" onClose={cancel}>
      <p>You signed in a while ago. For this change, sign in again.</p>
      <SignInForm email={email} onDone={() => close(({ goOn }) => goOn())} />
      <p>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </p>
    </Dialog>
  );
  return { recently, dialog };
}
