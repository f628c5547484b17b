import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { exclusionCookie } from '../../app/features/visitors/exclusion.ts';
import { headersOf } from '../../app/http/site-headers.ts';
import { sitePaths } from '../../app/http/site-paths.ts';
import { properties, transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();

for (const [policy, path] of [
  ['SiteHeaders', '/index.html'],
  ['PdfHeaders', '/resume.pdf'],
  ['MediaHeaders', '/media/a.png'],
] as const) {
  test(`CloudFront sends the headers that the local edge sends: ${policy}`, (t) => {
    const { SecurityHeadersConfig, CustomHeadersConfig } = properties(
      template,
      policy,
    ).ResponseHeadersPolicyConfig;
    t.strictSame(
      {
        'content-security-policy':
          SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy,
        'referrer-policy': SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy,
        'x-content-type-options': SecurityHeadersConfig.ContentTypeOptions.Override && 'nosniff',
        ...Object.fromEntries(
          CustomHeadersConfig.Items.map((item: { Header: string; Value: string }) => [
            item.Header,
            item.Value,
          ]),
        ),
      },
      headersOf(path),
    );
    t.end();
  });
}

test('CloudFront sends the headers of PDFs with PDFs, and those of the site with all else', (t) => {
  const { DefaultCacheBehavior, CacheBehaviors } = properties(
    template,
    'SiteDistribution',
  ).DistributionConfig;
  const { PathPattern, ...pdf } = CacheBehaviors.find((b: Behavior) => b.PathPattern === '*.pdf');
  t.strictSame(pdf, { ...DefaultCacheBehavior, ResponseHeadersPolicyId: { Ref: 'PdfHeaders' } });
  t.strictSame(DefaultCacheBehavior.ResponseHeadersPolicyId, { Ref: 'SiteHeaders' });
  t.end();
});

interface Behavior {
  PathPattern: string;
  TargetOriginId: string;
  CachePolicyId: unknown;
  FunctionAssociations?: { FunctionARN: unknown }[];
}

test('CloudFront sends each path where the local edge sends it', (t) => {
  const { DefaultCacheBehavior, CacheBehaviors } = properties(
    template,
    'SiteDistribution',
  ).DistributionConfig;
  const behaviors = [...CacheBehaviors, { ...DefaultCacheBehavior, PathPattern: '*' }];
  t.strictSame(
    behaviors.map(({ PathPattern, TargetOriginId, FunctionAssociations = [] }: Behavior) => {
      // This function removes the prefix.
      const isApi = JSON.stringify(FunctionAssociations).includes('ApiRequest');
      const isRedirect = JSON.stringify(FunctionAssociations).includes('AddSlash');
      const ofBucket = isRedirect ? 'redirect' : 'bucket';
      const origin = TargetOriginId === 'site' ? ofBucket : isApi ? 'api' : 'pages';
      return { pattern: PathPattern, origin };
    }),
    sitePaths,
  );
  t.end();
});

test('CloudFront caches pages for as long as the app says, by the number of a list’s page', (t) => {
  const { CacheBehaviors } = properties(template, 'SiteDistribution').DistributionConfig;
  const pages = CacheBehaviors.filter(({ PathPattern }: Behavior) =>
    /^\/(blog|projects|certifications)/.test(PathPattern),
  );
  t.equal(pages.length, 6);
  for (const page of pages) {
    t.match(page, {
      AllowedMethods: ['GET', 'HEAD'],
      CachePolicyId: { Ref: 'PageCaching' },
      ResponseHeadersPolicyId: { Ref: 'SiteHeaders' },
    });
  }
  t.match(properties(template, 'PageCaching').CachePolicyConfig, {
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 86_400,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: true,
      EnableAcceptEncodingBrotli: true,
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: { HeaderBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['page'] },
    },
  });
  t.end();
});

test('CloudFront caches no answer of the API but its document, nor retries its requests', (t) => {
  const { Origins, CacheBehaviors, CustomErrorResponses } = properties(
    template,
    'SiteDistribution',
  ).DistributionConfig;
  const api = Origins.find(({ Id }: { Id: string }) => Id === 'api');
  t.equal(api.ConnectionAttempts, 1);
  const ofApi = CacheBehaviors.filter((b: Behavior) => b.PathPattern.startsWith('/api'));
  t.strictSame(
    ofApi.map(({ PathPattern, CachePolicyId }: Behavior) => [PathPattern, CachePolicyId]),
    [
      ['/api/v1/*/track', { Ref: 'TrackCaching' }],
      ['/api/openapi.json', { Ref: 'PageCaching' }],
      ['/api/*', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'],
    ],
    'the latter is CachingDisabled',
  );
  const { Name, ...caching } = properties(template, 'TrackCaching').CachePolicyConfig;
  t.strictSame(caching, {
    // With a MaxTTL of 0, CloudFront accepts no header in the cache key. The app sends `no-store`.
    ...{ MinTTL: 0, DefaultTTL: 0, MaxTTL: 1 },
    ParametersInCacheKeyAndForwardedToOrigin: {
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['Authorization', 'Origin', 'Sec-Fetch-Site'],
      },
      QueryStringsConfig: { QueryStringBehavior: 'all' },
      EnableAcceptEncodingGzip: false,
    },
  });
  // All codes for which CloudFront accepts a rule.
  const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
  const rules = new Map<number, { ErrorCachingMinTTL: number; ResponsePagePath?: string }>(
    CustomErrorResponses.map((response: { ErrorCode: number }) => [response.ErrorCode, response]),
  );
  for (const code of codes) {
    t.equal(rules.get(code)?.ErrorCachingMinTTL, 0, `${code}`);
    t.equal(rules.get(code)?.ResponsePagePath, code === 403 ? '/404.html' : undefined, `${code}`);
  }
  t.end();
});

test('CloudFront forwards exactly the headers that the app reads for a visit', async (t) => {
  const policies = [
    properties(template, 'TrackHeaders').OriginRequestPolicyConfig.HeadersConfig,
    properties(template, 'TrackCaching').CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin
      .HeadersConfig,
  ];
  const forwarded: string[] = [];
  for (const { HeaderBehavior, Headers } of policies) {
    t.equal(HeaderBehavior, 'whitelist');
    t.ok(Headers.length <= 10, 'AWS accepts no more');
    forwarded.push(...Headers.map((name: string) => name.toLowerCase()));
  }
  const screening = await readFile('app/features/visitors/screening.ts', 'utf8');
  const service = await readFile('app/features/visitors/service.ts', 'utf8');
  const read = [...(screening + service).matchAll(/headers(?:\.|\[')([\w-]+)/g)].map(
    ([, name]) => name,
  );
  for (const name of ['dnt', 'x-live-test', 'cloudfront-viewer-country']) t.ok(read.includes(name));
  // For the client's address and token, the site that the page is from, and the body.
  read.push('x-viewer-address', 'authorization', 'sec-fetch-site', 'x-viewer-host', 'content-type');
  t.strictSame(forwarded.sort(), [...new Set(read)].sort());
  t.strictSame(
    properties(template, 'TrackHeaders').OriginRequestPolicyConfig.CookiesConfig,
    { CookieBehavior: 'whitelist', Cookies: [exclusionCookie(true).split('=')[0]] },
    'the cookie of browsers that the owner left out, and no other',
  );
  const [first] = properties(template, 'SiteDistribution').DistributionConfig.CacheBehaviors;
  t.match(first, {
    PathPattern: '/api/v1/*/track',
    OriginRequestPolicyId: { Ref: 'TrackHeaders' },
  });
});
