import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';
import { test } from 'tap';
import { readReport } from '../../scripts/supply/audit-report.ts';
import { readSignatures } from '../../scripts/supply/signature-report.ts';

/** Runs `npm run audit` against a registry that answers every question about advisories so. */
async function audit(t: Test, status: number, advisories: object, env = {}, args: string[] = []) {
  let asked = 0;
  const server = createServer((request, response) => {
    const isQuestion = request.url?.includes('/advisories/bulk') ?? false;
    if (isQuestion) asked++;
    response.writeHead(isQuestion ? status : 404, { 'content-type': 'application/json' });
    request.resume().on('end', () => response.end(JSON.stringify(isQuestion ? advisories : {})));
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await new Promise((listening) => server.once('listening', listening));
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const cache = t.testdir();
  const options = {
    env: {
      ...process.env,
      npm_config_registry: registry,
      npm_config_cache: cache,
      npm_config_fetch_retries: '0',
      ...env,
    },
  };
  return new Promise<{ code: number; stdout: string; asked: number }>((resolve) => {
    execFile(process.execPath, ['scripts/audit.ts', ...args], options, (error, stdout) => {
      resolve({ code: Number(error?.code ?? 0), stdout, asked });
    });
  });
}

test('npm run audit succeeds when the registry knows no vulnerability', async (t) => {
  const { code, stdout, asked } = await audit(t, 200, {});
  t.equal(stdout, 'package-lock.json: no known vulnerability\n');
  t.equal(code, 0);
  t.ok(asked > 0);
});

test('npm run audit lists vulnerabilities and exits with 1', async (t) => {
  const advisory = {
    id: 1,
    url: 'https://example.com/advisory',
    title: 'Everything is wrong',
    severity: 'high',
    vulnerable_versions: '*',
    cwe: [],
    cvss: { score: 0, vectorString: null },
  };
  const { code, stdout } = await audit(t, 200, { fastify: [advisory] });
  t.match(stdout, /^package-lock\.json: vulnerable:\n/);
  t.match(stdout, '  fastify (high): Everything is wrong https://example.com/advisory\n');
  t.equal(code, 1);
});

for (const status of [405, 500]) {
  test(`npm run audit exits with 2 when the registry answers ${status}`, async (t) => {
    const { code, stdout } = await audit(t, status, {});
    t.match(stdout, /^package-lock\.json: could not run: .+\n$/);
    t.equal(code, 2);
  });
}

test('npm run audit asks also where npm is set to be offline', async (t) => {
  const offline = { npm_config_offline: 'true', npm_config_audit: 'false' };
  const { code, asked } = await audit(t, 405, {}, offline);
  t.equal(code, 2);
  t.ok(asked > 0);
});

const notReports: [what: string, json: string][] = [
  ['nothing', ''],
  ['no JSON', 'npm error'],
  ['an empty object', '{}'],
  ['an error', '{"error":{"code":"ENOAUDIT","summary":""}}'],
  ['a message', '{"message":"request failed","vulnerabilities":{}}'],
  ['no total', '{"vulnerabilities":{},"metadata":{}}'],
  ['another total', '{"vulnerabilities":{},"metadata":{"vulnerabilities":{"total":3}}}'],
];

for (const [what, json] of notReports) {
  test(`${what} is no report without vulnerabilities`, async (t) => {
    const { code, text } = readReport(json);
    t.equal(code, 2);
    t.match(text, /^could not run: ./);
  });
}

test('npm run audit -- --signatures exits with 2 where npm reaches no keys', async (t) => {
  // npm has the keys from Sigstore, which it looks for behind this proxy.
  const noSigstore = { HTTPS_PROXY: 'http://127.0.0.1:1', https_proxy: 'http://127.0.0.1:1' };
  const { code, stdout } = await audit(t, 200, {}, noSigstore, ['--signatures']);
  t.match(stdout, /^node_modules: could not run: .*ECONNREFUSED.*\n$/);
  t.equal(code, 2);
});

const signatureReports: [what: string, json: string, code: number, text: RegExp][] = [
  ['all signatures', '{"invalid":[],"missing":[]}', 0, /^all packages have/],
  [
    'a changed package',
    '{"invalid":[{"name":"fastify","version":"5.12.8","code":"EINTEGRITYSIGNATURE"}],"missing":[]}',
    1,
    /^without a valid signature:\n {2}fastify@5\.12\.8: not what its publisher signed$/,
  ],
  [
    'an unsigned package',
    '{"invalid":[],"missing":[{"name":"qr","version":"0.7.0"}]}',
    1,
    /^without a valid signature:\n {2}qr@0\.7\.0: no signature$/,
  ],
  ['nothing', '', 2, /^could not run: /],
  ['an empty object', '{}', 2, /^could not run: /],
  ['no list', '{"invalid":[]}', 2, /^could not run: /],
  [
    'a registry without keys',
    '{"error":{"summary":"found no dependencies to audit that were installed from a supported registry"}}',
    2,
    /^could not run: found no dependencies to audit/,
  ],
];

for (const [what, json, expected, wanted] of signatureReports) {
  test(`a report with ${what} ends with ${expected}`, async (t) => {
    const { code, text } = readSignatures(json);
    t.equal(code, expected);
    t.match(text, wanted);
  });
}
