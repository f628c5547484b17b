import { test } from 'tap';
import { publicRates } from '../../scripts/cost/public-rates.ts';
import { properties, transformedTemplate } from '../support/template.ts';

interface MethodSetting {
  HttpMethod: string;
  ResourcePath: string;
  ThrottlingRateLimit: number | { Ref: string };
  LoggingLevel?: string;
  DataTraceEnabled?: boolean;
}

const template = await transformedTemplate();
const settings: MethodSetting[] = properties(template, 'ApiProdStage').MethodSettings;
const paths: Record<string, object> = properties(template, 'Api').Body.paths;

test('each limit is of a method that exists, and the first one is that of all others', async (t) => {
  const [others, ...methods] = settings;
  t.match(others, { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 20 });
  for (const { HttpMethod, ResourcePath } of methods) {
    const path = ResourcePath.slice(1).replaceAll('~1', '/');
    t.ok(HttpMethod.toLowerCase() in (paths[path] ?? {}), `${HttpMethod} ${path}`);
  }
});

test('sign-in allows few requests, and the counter as many as the parameter says', async (t) => {
  const limitOf = (method: string, path: string) =>
    settings.find(
      ({ HttpMethod, ResourcePath }) =>
        HttpMethod === method && ResourcePath === `/${path.replaceAll('/', '~1')}`,
    )?.ThrottlingRateLimit;
  for (const path of ['login', 'challenge', 'refresh', 'totp']) {
    t.equal(limitOf('POST', `/v1/auth/${path}`), 5, path);
  }
  for (const path of ['totp', 'password']) t.equal(limitOf('PUT', `/v1/auth/${path}`), 5, path);
  t.equal(limitOf('DELETE', '/v1/auth/sessions'), 5);
  t.ok(Number(limitOf('GET', '/openapi.json')) <= 5);
  t.ok(Number(limitOf('OPTIONS', '/{proxy+}')) <= 10);
  t.strictSame(limitOf('GET', '/count'), { Ref: 'ThrottleRate' });
  t.strictSame(limitOf('POST', '/v1/visitors/track'), { Ref: 'ThrottleRate' });
});

test('no method writes execution logs, which contain addresses', async (t) => {
  for (const { LoggingLevel = 'OFF', DataTraceEnabled = false } of settings) {
    t.equal(LoggingLevel, 'OFF');
    t.equal(DataTraceEnabled, false);
  }
});

test('the flood in docs/cost.md is of all methods that need no token', async (t) => {
  const rates = publicRates(template);
  t.ok(rates.length > 20 && rates.every((rate) => rate > 0), `${rates}`);
  t.equal(Math.max(...rates), 100);
});
