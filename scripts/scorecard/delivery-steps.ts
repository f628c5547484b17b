import { ofOwner, resume } from './owner.ts';
import type { Step } from './step.ts';
import { runs, takesRole } from './workflow.ts';

const release = '.github/workflows/release.yml';

/** Steps 13 to 16: from a commit to the reader. */
export const deliverySteps: Step[] = [
  {
    id: '13',
    title: 'Source control',
    facts: [
      {
        where: '.git',
        what: 'has commits',
        holds: async (repository) =>
          repository.git('rev-parse', '--verify', '--quiet', 'HEAD').then(Boolean, () => false),
      },
      {
        where: '.git',
        what: 'has a remote at GitHub',
        holds: async (repository) => /github\.com[:/]/.test(await repository.git('remote', '-v')),
      },
    ],
  },
  {
    id: '14',
    title: 'CI/CD, back end',
    facts: [
      {
        where: '.github/workflows/deploy.yml',
        what: 'a push to main is released only after all checks',
        holds: async (repository) => {
          const { push } = await repository.triggers('deploy.yml');
          const { release } = await repository.jobs('deploy.yml');
          return push.branches.includes('main') && [release?.needs].flat().includes('checks');
        },
      },
      {
        where: '.github/workflows/checks.yml',
        what: 'the checks run the tests',
        holds: async (repository) => {
          const { step } = await repository.jobs('checks.yml');
          return step !== undefined && runs(step, '.ci/run');
        },
      },
      {
        where: release,
        what: 'the job `stack` deploys the template, with a role that it gets by OIDC',
        holds: async (repository) => {
          const { stack } = await repository.jobs('release.yml');
          const script = await repository.text('scripts/aws/deploy.sh');
          return (
            stack !== undefined &&
            takesRole(stack) &&
            runs(stack, 'scripts/aws/deploy.sh stack') &&
            script.includes('aws cloudformation deploy')
          );
        },
      },
      {
        where: '.github/workflows/',
        what: 'no workflow has a key of AWS',
        holds: async (repository) => {
          const files = await repository.paths('.github/workflows/*.yml');
          const texts = await Promise.all(files.map((path) => repository.text(path)));
          return files.length > 0 && !/aws[-_]access[-_]key/i.test(texts.join('\n'));
        },
      },
    ],
  },
  {
    id: '15',
    title: 'CI/CD, front end',
    note: 'In the same repository: a push that changes only the site deploys only the site.',
    facts: [
      {
        where: release,
        what: 'the job `publish` uploads the site, with a role that it gets by OIDC',
        holds: async (repository) => {
          const { publish } = await repository.jobs('release.yml');
          return (
            publish !== undefined &&
            takesRole(publish) &&
            runs(publish, 'scripts/aws/deploy.sh site')
          );
        },
      },
      {
        where: 'scripts/aws/publish.sh',
        what: "invalidates CloudFront's cache",
        holds: async (repository) =>
          (await repository.text('scripts/aws/publish.sh')).includes(
            'aws cloudfront create-invalidation',
          ),
      },
    ],
  },
  {
    id: '16',
    title: 'Blog post',
    facts: [
      ofOwner({
        where: resume,
        what: 'links to a post: `meta.pages` has "blog", or `publications` an address',
        holds: async (repository) => {
          const { meta, publications = [] } = await repository.resume();
          const hasBlog = meta?.pages?.includes('blog') ?? false;
          return hasBlog || publications.some(({ url }: { url?: string }) => Boolean(url));
        },
      }),
    ],
    deployed: [
      {
        where: '/blog/feed.xml',
        what: 'has a post',
        holds: async (site) => (await site.get('/blog/feed.xml')).body.includes('<item>'),
      },
    ],
  },
];
