import { type Test, test } from 'tap';
import { isError } from '../contract/suite.ts';
import { build, listen } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import { type Issuer, owner, startIssuer } from '../support/issuer.ts';
import { inProcess, onBundle, overHttp, type Target } from '../support/target.ts';
import { tokenAttacks } from '../support/token-attacks.ts';

const path = '/v1/auth/me';

async function rejectsAll(t: Test, issuer: Issuer, target: Target): Promise<void> {
  const good = issuer.token(owner);
  for (const authorization of [`Bearer ${good}`, `bearer ${good}`, `BEARER ${good}`]) {
    t.equal((await target({ path, headers: { authorization } })).status, 200);
  }
  const answers = new Set<string>();
  for (const [what, headers, query = ''] of tokenAttacks(issuer)) {
    const answer = await target({ path: path + query, headers });
    isError(t, answer, 401, what);
    t.equal(answer.headers['www-authenticate'], 'Bearer', what);
    answers.add(answer.body);
  }
  t.equal(answers.size, 1, 'all get the same body');
}

test('the app rejects every token attack in process', async (t) => {
  const issuer = await startIssuer(t);
  const { app } = await build(t, { env: issuer.env });
  await rejectsAll(t, issuer, inProcess(app));
});

test('the app rejects every token attack over HTTP', async (t) => {
  const issuer = await startIssuer(t);
  const { app } = await build(t, { env: issuer.env });
  await rejectsAll(t, issuer, overHttp(await listen(app)));
});

test('the bundle rejects every token attack', async (t) => {
  const issuer = await startIssuer(t);
  await rejectsAll(t, issuer, await onBundle(await startBundle(t, issuer.env)));
});
