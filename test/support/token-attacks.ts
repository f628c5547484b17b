import { forge, type Issuer, keyPair, owner } from './issuer.ts';

type Headers = Record<string, string | string[]>;

/** Requests that the app must not accept as the owner's, each with its headers or its query. */
export function tokenAttacks(issuer: Issuer): [string, Headers, path?: string][] {
  const { kid, key } = issuer;
  const other = keyPair();
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'RS256', kid };
  const claims = issuer.claims(owner);
  const good = issuer.token(owner);
  const [goodHeader, goodPayload, goodSignature] = good.split('.');
  const otherJwk = { ...other.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
  const pem = key.publicKey.export({ format: 'pem', type: 'spki' }).toString();

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const signed = (more: object) => bearer(issuer.token({ ...owner, ...more }));
  const headed = (more: object, by = other.privateKey) =>
    bearer(forge({ ...header, ...more }, claims, by));
  const without = (name: string) => {
    const { [name]: _, ...rest } = claims;
    return bearer(forge(header, rest, key.privateKey));
  };
  /** Has a claim twice: readers that use the last one see `claim`. */
  const twice = (claim: string) =>
    bearer(forge(header, `${JSON.stringify(claims).slice(0, -1)},${claim}}`, key.privateKey));
  const tampered = Buffer.from(
    JSON.stringify({ ...issuer.claims(), 'cognito:groups': ['owner'] }),
  ).toString('base64url');
  const [userHeader, , userSignature] = issuer.token().split('.');

  return [
    ['no header', {}],
    ...['none', 'None', 'NONE', 'nOnE', ''].map((alg): [string, Headers] => [
      `alg "${alg}" without a signature`,
      bearer(forge({ alg, kid }, claims, null)),
    ]),
    ...['none', 'None', ''].map((alg): [string, Headers] => [
      `alg "${alg}" with the signature of a good token`,
      bearer(`${forge({ alg, kid }, claims, null)}${goodSignature}`),
    ]),
    ['no alg', bearer(forge({ kid }, claims, key.privateKey))],
    ['an alg that is a number', bearer(forge({ alg: 256, kid }, claims, key.privateKey))],
    ['HS256 with the public key as its secret', bearer(forge({ alg: 'HS256', kid }, claims, pem))],
    ['HS256 with the key’s modulus', bearer(forge({ alg: 'HS256', kid }, claims, `${otherJwk.n}`))],
    ['HS256 with an empty secret', bearer(forge({ alg: 'HS256', kid }, claims, ''))],
    ['RS512 of the right key', headed({ alg: 'RS512' }, key.privateKey)],
    ['PS256 of the right key', headed({ alg: 'PS256' }, key.privateKey)],
    ['ES256 of the right key', headed({ alg: 'ES256' }, key.privateKey)],
    ['another key under the same kid', headed({})],
    ['another key, embedded as jwk', headed({ jwk: otherJwk })],
    ['another key, at a jku', headed({ jku: 'https://evil.example/jwks.json' })],
    ['another key, at an x5u', headed({ x5u: 'https://evil.example/cert.pem' })],
    ['another key, as x5c', headed({ x5c: ['MIIB'] })],
    ['a payload that was changed', bearer(`${userHeader}.${tampered}.${userSignature}`)],
    ['a signature of another token', bearer(`${goodHeader}.${goodPayload}.${userSignature}`)],
    ['half a signature', bearer(good.slice(0, -100))],
    ['no kid', bearer(forge({ alg: 'RS256' }, claims, key.privateKey))],
    ['an empty kid', headed({ kid: '' }, key.privateKey)],
    ['an unknown kid', headed({ kid: 'unknown' }, key.privateKey)],
    ['a kid that is a path', headed({ kid: '../../../../dev/null' }, key.privateKey)],
    ['a kid that is a property', headed({ kid: '__proto__' }, key.privateKey)],
    ['a kid that is a number', headed({ kid: 1 }, key.privateKey)],
    ['a kid that is an object', headed({ kid: { $ne: '' } }, key.privateKey)],
    ['an unknown critical header', headed({ crit: ['exp'], exp: 1 }, key.privateKey)],
    ['an empty list of critical headers', headed({ crit: [] }, key.privateKey)],
    [
      'an ID token',
      bearer(forge(header, { ...claims, token_use: 'id', aud: claims.client_id }, key.privateKey)),
    ],
    ['no token_use', without('token_use')],
    ['another client', signed({ client_id: 'another' })],
    ['several clients', signed({ client_id: ['client'] })],
    ['no client', without('client_id')],
    ['another pool', signed({ iss: `${claims.iss}2` })],
    ['another issuer', signed({ iss: 'https://evil.example/local_issuer' })],
    ['no issuer', without('iss')],
    ['expired just now', signed({ exp: now - 1 })],
    ['expired long ago', signed({ exp: 1 })],
    ['no exp', without('exp')],
    ['an exp of null', signed({ exp: null })],
    ['an exp that is a text', signed({ exp: `${now + 300}` })],
    ['an exp beyond numbers', twice('"exp":1e999')],
    ['nbf in the future', signed({ nbf: now + 60 })],
    ['iat in the future', signed({ iat: now + 60 })],
    ['no iat', without('iat')],
    ['no sub', without('sub')],
    ['an empty sub', signed({ sub: '' })],
    ['token_use twice', twice('"token_use":"id"')],
    ['exp twice', twice('"exp":1')],
    ['client_id twice', twice('"client_id":"another"')],
    ['a payload that is a list', bearer(forge(header, '[]', key.privateKey))],
    ['a payload that is null', bearer(forge(header, 'null', key.privateKey))],
    ['a payload that is no JSON', bearer(forge(header, 'owner', key.privateKey))],
    ['a header that is no JSON', bearer(forge('RS256', claims, key.privateKey))],
    ['one part', bearer(`${goodHeader}`)],
    ['two parts', bearer(`${goodHeader}.${goodPayload}`)],
    ['an empty signature', bearer(`${goodHeader}.${goodPayload}.`)],
    ['four parts', bearer(`${good}.${goodSignature}`)],
    ['five parts', bearer(`${good}.${goodSignature}.${goodSignature}`)],
    ['only dots', bearer('..')],
    ['10 kB', signed({ more: 'x'.repeat(6500) })],
    ['blanks in it', bearer(good.replaceAll('.', ' . '))],
    ['another scheme', { authorization: `Basic ${good}` }],
    ['no scheme', { authorization: good }],
    ['the header twice, the good one first', { authorization: [`Bearer ${good}`, 'Bearer a.b.c'] }],
    ['the header twice, the good one last', { authorization: ['Bearer a.b.c', `Bearer ${good}`] }],
    ['the good header twice', { authorization: [`Bearer ${good}`, `Bearer ${good}`] }],
    ['in other headers', { 'x-authorization': `Bearer ${good}`, 'x-access-token': good }],
    ['in the proxy’s header', { 'proxy-authorization': `Bearer ${good}` }],
    ['in a cookie', { cookie: `authorization=${good}; accessToken=${good}` }],
    ['in the query', {}, `?access_token=${good}&authorization=Bearer%20${good}`],
  ];
}
