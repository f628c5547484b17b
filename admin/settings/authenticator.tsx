import type { Static } from '@sinclair/typebox';
import { useEffect, useState } from 'preact/hooks';
import type { TotpSecret } from '../../app/features/auth/schemas.ts';
import { ask } from '../api/api.ts';
import { TextField } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import { useAction } from '../ui/use-action.ts';
import { CopyButton } from './copy-button.tsx';
import { useRecentSignIn } from './recent-sign-in.tsx';

type Secret = Static<typeof TotpSecret>;

/** Sets up an app that shows a new code every 30 seconds, which sign-in then asks for. */
export function Authenticator({ email }: { email: string }) {
  const [secret, setSecret] = useState<Secret>();
  const [code, setCode] = useState('');
  const action = useAction(['body.code']);
  const { recently, dialog } = useRecentSignIn(email);
  const begin = async () => {
    const path = '/v1/auth/totp';
    const { body } = await recently(() => ask<Secret>({ method: 'POST', path }));
    setCode('');
    setSecret(body);
    return undefined;
  };
  const confirm = async () => {
    const body = { code: code.replaceAll(/\s/g, '') };
    await recently(() => ask({ method: 'PUT', path: '/v1/auth/totp', body }));
    setSecret(undefined);
    return 'Done. From now on, sign-in asks for a code of this authenticator.';
  };
  return (
    <>
      <p>
        An authenticator is an app on your phone that shows a new code every 30 seconds. With it,
        your password alone opens nothing. Setting up another one replaces the first.
      </p>
      {!secret && (
        <p>
          <button type="button" aria-disabled={action.isBusy} onClick={() => action.run(begin)}>
            Set up an authenticator
          </button>
        </p>
      )}
      {secret && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void action.run(confirm);
          }}
        >
          <ol>
            <li>
              Scan this code with the app. <QrCode text={secret.uri} />
            </li>
            <li>
              Or enter this key there: <code class="key">{inGroups(secret.secret)}</code>{' '}
              <CopyButton text={secret.secret} what="the key" />
            </li>
            <li>Enter the code that the app shows now.</li>
          </ol>
          <TextField
            label="Code"
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            pattern="\s*([0-9]\s*){6}"
            required
            value={code}
            onValue={setCode}
            error={action.errorAt('body.code') ?? (action.otherError || undefined)}
          />
          <p class="buttons">
            <button class="main" type="submit" aria-disabled={action.isBusy}>
              Confirm
            </button>
            <button type="button" onClick={() => setSecret(undefined)}>
              Cancel
            </button>
          </p>
        </form>
      )}
      {!secret && <Outcome action={action} />}
      {dialog}
    </>
  );
}

/** As a picture that any theme leaves black on white: some apps read nothing else. */
function QrCode({ text }: { text: string }) {
  const [modules, setModules] = useState<boolean[][]>([]);
  useEffect(() => {
    let isCurrent = true;
    const draw = async () => {
      const { encodeQR } = await import('qr');
      if (isCurrent) setModules(encodeQR(text, 'raw', { ecc: 'medium', border: 4 }));
    };
    // The key is beside it, as text.
    draw().catch(() => {});
    return () => {
      isCurrent = false;
    };
  }, [text]);
  const size = modules.length || 49;
  const path = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])),
  );
  return (
    <svg class="qr" role="img" aria-label="QR code with the key" viewBox={`0 0 ${size} ${size}`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
