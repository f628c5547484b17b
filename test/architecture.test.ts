import { readdir, readFile } from 'node:fs/promises';
import { test } from 'tap';

/** Which modules what may import or use what. */
const rules: { what: string; pattern: RegExp; allowed: RegExp }[] = [
  {
    what: 'the AWS SDK',
    pattern: /from '@(aws-sdk|smithy)\//,
    allowed: /^(aws\/.*|.*\/(dynamo|cognito)-.*)\.ts$/,
  },
  {
    what: 'Fastify',
    pattern: /from '(fastify|@fastify\/(?!error').*)'/,
    allowed: /^(app|entry\/.*|openapi|routes|http\/.*|.*\/routes)\.ts$/,
  },
  {
    what: 'tokens',
    pattern: /from 'aws-jwt-verify/,
    allowed: /^features\/auth\/(token-verifier|cognito-tokens)\.ts$/,
  },
  { what: 'types of Lambda', pattern: /from 'aws-lambda'/, allowed: /^entry\/api\.ts$/ },
  { what: 'the environment', pattern: /process\.env/, allowed: /^entry\/.*\.ts$/ },
  { what: '@fastify/swagger', pattern: /@fastify\/swagger/, allowed: /^openapi\.ts$/ },
];

test('each part of the app uses only what is its own', async (t) => {
  const files = (await readdir('app', { recursive: true })).filter((file) => file.endsWith('.ts'));
  t.ok(files.length > 15);
  for (const { what, pattern, allowed } of rules) {
    const users: string[] = [];
    for (const file of files) {
      if (pattern.test(await readFile(`app/${file}`, 'utf8'))) users.push(file);
    }
    t.ok(users.length > 0, `${what} is used`);
    t.strictSame(
      users.filter((file) => !allowed.test(file)),
      [],
      `${what} is used only where it may be`,
    );
  }
});
