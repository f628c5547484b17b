import { runInNewContext } from 'node:vm';
import { test } from 'tap';
import { properties, transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();

interface Headers {
  [name: string]: { value: string };
}

interface Result {
  uri?: string;
  statusCode?: number;
  body?: string;
  headers: Headers;
}

/** Calls a function of the template as CloudFront does for a viewer's request. */
function call(code: string, uri: string, headers: Headers, querystring: object = {}): Result {
  const event = {
    version: '1.0',
    viewer: { ip: '198.51.100.7' },
    request: { method: 'GET', uri, querystring, headers, cookies: {} },
  };
  return runInNewContext(`${code}; handler(event)`, { event });
}

test('ApiRequest removes /api from the path, and adds the address and the host that CloudFront sees', (t) => {
  const code = properties(template, 'ApiRequest').FunctionCode;
  for (const [uri, expected] of [
    ['/api/count', '/count'],
    ['/api/', '/'],
    ['/api/v1/visitors/track', '/v1/visitors/track'],
    ['/api/api/count', '/api/count'],
  ] as const) {
    const forged = {
      host: { value: 'me.example' },
      'x-viewer-address': { value: '203.0.113.9' },
      'x-viewer-host': { value: 'evil.example' },
    };
    const result = call(code, uri, forged);
    t.equal(result.uri, expected);
    t.equal(result.headers['x-viewer-address']?.value, '198.51.100.7');
    t.equal(result.headers['x-viewer-host']?.value, 'me.example');
  }
  t.end();
});

test('ApiRequest answers 404 to encoded paths, which the app would decode to another route', (t) => {
  const code = properties(template, 'ApiRequest').FunctionCode;
  for (const uri of [
    '/api/v1/visitors/%74rack',
    '/api/%76%31/visitors/track',
    '/api//v1/visitors/track',
    '/api/v1/visitors//track',
    '/api/%2e%2e/health',
    '/api/%',
  ]) {
    const result = call(code, uri, { host: { value: 'me.example' } });
    t.equal(result.statusCode, 404, uri);
    t.match(JSON.parse(result.body ?? ''), { statusCode: 404, message: String });
    t.match(result.headers['content-type'], { value: /^application\/json/ });
  }
  t.end();
});

test('AddSlash redirects to the folder on the same host, so that no path leads to another site', (t) => {
  const code = properties(template, 'AddSlash').FunctionCode;
  const { CacheBehaviors } = properties(template, 'SiteDistribution').DistributionConfig;
  const paths: string[] = CacheBehaviors.filter((behavior: object) =>
    JSON.stringify(behavior).includes('AddSlash'),
  ).map(({ PathPattern }: { PathPattern: string }) => PathPattern);
  t.strictSame(paths, ['/admin', '/docs'], 'patterns without * match only themselves');
  for (const path of paths) {
    const { statusCode, headers } = call(code, path, { host: { value: 'me.example' } });
    t.equal(statusCode, 301);
    t.equal(headers.location?.value, `${path}/`);
  }
  t.end();
});

test('RedirectWww redirects www. to the domain without it', (t) => {
  const { 'Fn::Sub': source } = properties(template, 'RedirectWww').FunctionCode;
  const code = source.replaceAll(`\${DomainName}`, 'example.com');
  const redirect = call(code, '/me.pdf', { host: { value: 'www.example.com' } });
  t.equal(redirect.statusCode, 301);
  t.equal(redirect.headers.location?.value, 'https://example.com/me.pdf');
  t.equal(call(code, '/me.pdf', { host: { value: 'example.com' } }).uri, '/me.pdf');
  const query = {
    utm_source: { value: 'a%20b' },
    tag: { value: 'y', multiValue: [{ value: 'x' }, { value: 'y' }] },
    empty: { value: '' },
  };
  const { headers } = call(code, '/', { host: { value: 'www.example.com' } }, query);
  t.equal(headers.location?.value, 'https://example.com/?utm_source=a%20b&tag=x&tag=y&empty=');
  t.end();
});
