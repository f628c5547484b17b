import { writeFile } from 'node:fs/promises';
import { setGlobalProxyFromEnv } from 'node:http';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { freePort } from '../lib/free-port.ts';
import { clients, ownerCredentials } from './aws.ts';
import { region, startLocalAws } from './local-aws.ts';
import { startProxy } from './proxy.ts';
import type { Rehearsal } from './rehearsal.ts';
import { run } from './run.ts';

/**
 * Starts the local AWS and the proxy in front of it. From then on `fetch` resolves the addresses that AWS
 * assigns.
 * @param started receives what the caller has to stop, even when this throws.
 */
export async function prepare(
  folder: string,
  started: { stop(): Promise<void> }[],
  signal: AbortSignal,
): Promise<Rehearsal> {
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const proxy = await startProxy(endpoint);
  started.push(proxy);
  const certificate = join(folder, 'certificate.pem');
  await writeFile(certificate, proxy.certificate);
  const trust = { NODE_USE_ENV_PROXY: '1', NODE_EXTRA_CA_CERTS: certificate };
  // The app fetches the issuer's keys from its address at AWS, and the bucket refuses plain HTTP.
  const functions = { ...trust, HTTPS_PROXY: proxy.url, S3_ENDPOINT: proxy.functionsEndpoint };
  started.push(await startLocalAws(folder, endpoint, functions));

  const proxyEnv = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1' };
  setGlobalProxyFromEnv(proxyEnv);
  setDefaultCACertificates([...getCACertificates(), proxy.certificate]);

  const env: NodeJS.ProcessEnv = {
    ...withoutAws(process.env),
    ...proxyEnv,
    ...trust,
    AWS_CA_BUNDLE: certificate,
    AWS_ENDPOINT_URL: proxy.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: ownerCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ownerCredentials.secretAccessKey,
    // Hides the user's own credentials and settings.
    HOME: folder,
    SAM_CLI_TELEMETRY: '0',
    SAM_CLI_POLL_DELAY: '1',
  };
  return {
    endpoint,
    aws: clients(endpoint),
    folder,
    command: (command, args, more) => run(command, args, { env: { ...env, ...more }, signal }),
    actAs({ AccessKeyId, SecretAccessKey, SessionToken }) {
      env.AWS_ACCESS_KEY_ID = AccessKeyId;
      env.AWS_SECRET_ACCESS_KEY = SecretAccessKey;
      env.AWS_SESSION_TOKEN = SessionToken;
    },
  };
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !/^(AWS|SAM)_|^STACK_NAME$/.test(name));
  return Object.fromEntries(others);
}
