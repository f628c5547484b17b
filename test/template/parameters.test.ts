import { test } from 'tap';
import { configSchema } from '../../app/config.ts';
import { transformedTemplate } from '../support/template.ts';

const { Parameters } = await transformedTemplate();

const cases: Record<string, { good: string[]; bad: string[] }> = {
  OwnerEmail: {
    good: ['you@example.com', 'o.n+site@mail.example.co.uk'],
    bad: ['', 'you', 'you@', '@example.com', 'you@example', 'a b@example.com', 'you@example.com.'],
  },
  AlarmEmail: {
    good: ['', 'you@example.com'],
    bad: ['you', 'you@', 'a b@example.com'],
  },
  MailAddress: {
    good: ['', 'you@example.com'],
    bad: ['you', 'a@b.example,c@d.example', 'You <you@example.com>'],
  },
  WebAclArn: {
    good: [
      '',
      'arn:aws:wafv2:us-east-1:123456789012:global/webacl/my_acl/473e64fd-f30b-4765-81a0-62ad96dd167a',
    ],
    bad: [
      'my-acl',
      'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/my-acl/473e64fd',
      'arn:aws:waf::123456789012:webacl/473e64fd',
    ],
  },
  DomainName: {
    good: ['', 'example.com', 'resume.example.co.uk', 'xn--bcher-kva.example'],
    bad: [
      'example',
      'https://example.com',
      'example.com/',
      'Example.com',
      '-a.com',
      'a..com',
      '.com',
    ],
  },
  HostedZoneId: {
    good: ['', 'Z0123456789ABCDEFGHIJ'],
    bad: ['example.com', '/hostedzone/Z012345', 'z0123456789abc'],
  },
  AllowedOrigins: {
    good: ['', '*', 'https://example.com', 'https://a.example, http://localhost:8080'],
    bad: ['example.com', 'https://example.com/', '*,https://example.com'],
  },
};

for (const [name, { good, bad }] of Object.entries(cases)) {
  test(`the parameter ${name} accepts valid values only`, (t) => {
    // CloudFormation matches the whole value.
    const pattern = new RegExp(`^(?:${Parameters[name]?.AllowedPattern})$`);
    for (const value of good) t.match(value, pattern, `accepts "${value}"`);
    for (const value of bad) t.notMatch(value, pattern, `rejects "${value}"`);
    t.end();
  });
}

test('number parameters have the bounds and defaults of the configuration', (t) => {
  for (const [parameter, variable] of [
    ['VisitorsPerNetwork', 'VISITORS_PER_NETWORK'],
    ['BreakdownDays', 'BREAKDOWN_DAYS'],
  ] as const) {
    const { Default, MinValue, MaxValue } = Parameters[parameter] ?? {};
    const { default: byDefault, minimum, maximum } = configSchema.properties[variable];
    t.strictSame(
      [Default, MinValue, MaxValue].map(Number),
      [byDefault, minimum, maximum],
      parameter,
    );
  }
  t.end();
});

test('every parameter except OwnerEmail has a default', (t) => {
  const required = Object.entries(Parameters).filter(([, parameter]) => !('Default' in parameter));
  t.strictSame(
    required.map(([name]) => name),
    ['OwnerEmail'],
  );
  t.end();
});
