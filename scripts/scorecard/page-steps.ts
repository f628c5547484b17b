import { readPage, valuesOf } from './html.ts';
import { ofOwner, resume } from './owner.ts';
import type { Repository } from './repository.ts';
import type { Step } from './step.ts';

const template = 'template.yaml';
const isStylesheet = { rel: 'stylesheet' };

async function behaviors(repository: Repository) {
  const { DistributionConfig } = (await repository.resource('SiteDistribution')).Properties;
  return [DistributionConfig.DefaultCacheBehavior, ...DistributionConfig.CacheBehaviors];
}

/** Steps 1 to 7: the page, and how it reaches its readers. */
export const pageSteps: Step[] = [
  {
    id: '1',
    title: 'Certification',
    facts: [
      ofOwner({
        where: resume,
        what: 'lists a certificate of AWS; whether it was issued, only AWS can tell',
        holds: async (repository) => {
          const { certificates = [] } = await repository.resume();
          return certificates.some((one: object) => /\bAWS\b|Amazon/.test(JSON.stringify(one)));
        },
      }),
    ],
  },
  {
    id: '2',
    title: 'HTML',
    facts: [
      {
        where: 'site/page/resume-page.ts',
        what: 'renders the resume as a page that parses without an error',
        holds: async (repository) => readPage(await repository.page()).errors.length === 0,
      },
    ],
    deployed: [
      {
        where: '/',
        what: 'answers an HTML page that parses without an error',
        holds: async (site) => {
          const { status, type, body } = await site.get('/');
          const { errors } = readPage(body);
          return status === 200 && type.startsWith('text/html') && errors.length === 0;
        },
      },
    ],
  },
  {
    id: '3',
    title: 'CSS',
    facts: [
      {
        where: 'public/style.css',
        what: 'has rules, and the page links to it',
        holds: async (repository) =>
          /\{[^}]+:/.test(await repository.text('public/style.css')) &&
          valuesOf(await repository.page(), 'link', 'href', isStylesheet).length > 0,
      },
    ],
    deployed: [
      {
        where: '/',
        what: 'links to a style sheet, which the site has',
        holds: async (site) => {
          const [href] = valuesOf((await site.get('/')).body, 'link', 'href', isStylesheet);
          return href !== undefined && (await site.get(href)).type.startsWith('text/css');
        },
      },
    ],
  },
  {
    id: '4',
    title: 'Static website',
    note: "S3 serves the files to CloudFront only. S3's own website hosting would need a public bucket, and has no HTTPS.",
    facts: [
      {
        where: template,
        what: 'SiteBucket blocks all public access',
        holds: async (repository) => {
          const { Type, Properties } = await repository.resource('SiteBucket');
          const blocked = Object.values(Properties.PublicAccessBlockConfiguration);
          return Type === 'AWS::S3::Bucket' && blocked.length === 4 && blocked.every(Boolean);
        },
      },
      {
        where: template,
        what: 'SiteDistribution serves it with an origin access control, which signs every request',
        holds: async (repository) => {
          const { DistributionConfig } = (await repository.resource('SiteDistribution')).Properties;
          const { TargetOriginId } = DistributionConfig.DefaultCacheBehavior;
          const origin = DistributionConfig.Origins.find(
            ({ Id }: { Id: string }) => Id === TargetOriginId,
          );
          const access = (await repository.resource('SiteAccessControl')).Properties;
          return (
            origin.DomainName === 'SiteBucket.RegionalDomainName' &&
            origin.OriginAccessControlId === 'SiteAccessControl.Id' &&
            access.OriginAccessControlConfig.SigningBehavior === 'always'
          );
        },
      },
      {
        where: template,
        what: 'SiteBucketPolicy lets only that distribution read',
        holds: async (repository) => {
          const { PolicyDocument } = (await repository.resource('SiteBucketPolicy')).Properties;
          const allowed = PolicyDocument.Statement.filter(
            ({ Effect }: { Effect: string }) => Effect === 'Allow',
          );
          return allowed.every(
            ({ Principal, Condition }: { Principal: object; Condition?: object }) =>
              JSON.stringify(Principal) === '{"Service":"cloudfront.amazonaws.com"}' &&
              /distribution\/\$\{SiteDistribution\}"/.test(JSON.stringify(Condition ?? '')),
          );
        },
      },
    ],
    deployed: [
      {
        where: '/',
        what: 'comes through CloudFront',
        holds: async (site) => (await site.get('/')).headers.has('x-amz-cf-id'),
      },
    ],
  },
  {
    id: '5',
    title: 'HTTPS',
    facts: [
      {
        where: template,
        what: 'every path of SiteDistribution requires HTTPS',
        holds: async (repository) =>
          (await behaviors(repository)).every(({ ViewerProtocolPolicy }) =>
            ['redirect-to-https', 'https-only'].includes(ViewerProtocolPolicy),
          ),
      },
    ],
    deployed: [
      {
        where: '/',
        what: 'has HTTPS, and redirects HTTP to it',
        holds: async (site) => {
          if (site.url.protocol !== 'https:') return false;
          const { status, headers } = await site.get(`http://${site.url.host}/`);
          return [301, 308].includes(status) && /^https:/.test(headers.get('location') ?? '');
        },
      },
    ],
  },
  {
    id: '6',
    title: 'DNS',
    needsDeployment: true,
    facts: [
      {
        where: template,
        what: 'SiteAddress points DomainName to the distribution, which answers to it',
        holds: async (repository) => {
          const { Name, AliasTarget } = (await repository.resource('SiteAddress')).Properties;
          const { DistributionConfig } = (await repository.resource('SiteDistribution')).Properties;
          return (
            Name === 'DomainName' &&
            AliasTarget.DNSName === 'SiteDistribution.DomainName' &&
            JSON.stringify(DistributionConfig.Aliases).includes('"DomainName"')
          );
        },
      },
    ],
    deployed: [
      {
        where: '/',
        what: 'is at a domain of its own',
        holds: ({ url }) =>
          !/(^|\.)(cloudfront\.net|amazonaws\.com|localhost)$|^[\d.]+$|^\[/.test(url.hostname),
      },
    ],
  },
  {
    id: '7',
    title: 'JavaScript',
    facts: [
      {
        where: 'public/track.js',
        what: 'shows the number that it fetches, in the element that the page has for it',
        holds: async (repository) => {
          const script = await repository.text('public/track.js');
          const [from] = valuesOf(await repository.page(), 'span', 'data-from', {
            id: 'visitor-count',
          });
          return (
            from !== undefined &&
            script.includes("getElementById('visitor-count')") &&
            script.includes('fetch(number.dataset.from')
          );
        },
      },
    ],
    deployed: [
      {
        where: '/',
        what: 'has the element, and a script that fills it',
        holds: async (site) => {
          const { body } = await site.get('/');
          if (valuesOf(body, 'span', 'data-from', { id: 'visitor-count' }).length === 0)
            return false;
          const scripts = valuesOf(body, 'script', 'src').map(async (src) => site.get(src));
          return (await Promise.all(scripts)).some(
            ({ status, body }) => status === 200 && body.includes('visitor-count'),
          );
        },
      },
    ],
  },
];
