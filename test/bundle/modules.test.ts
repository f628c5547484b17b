import { test } from 'tap';
import { evaluated } from '../support/bundle-modules.ts';

const packages = (modules: Set<string>, names: RegExp) =>
  [...modules].filter((path) => names.test(path));

const atStart = evaluated('app/entry/api.ts');

test('a process that counts evaluates no module of content, sign-in or compilers', (t) => {
  t.ok(atStart.has('app/features/count/routes.ts'), 'the test sees what is evaluated');
  const content =
    /^app\/(bucket|render|features\/(content|pages|media))\/|^app\/content-(routes|dependencies)/;
  const signIn = /^app\/features\/auth\/(cognito|token-verifier)/;
  const unused =
    /node_modules\/(markdown-it|highlight\.js|image-size|ghtml|@aws-sdk\/client-(s3|cognito[\w-]*)|aws-jwt-verify|@fastify\/(ajv-compiler|fast-json-stringify-compiler|swagger)|@sinclair\/typebox|env-schema|semver|thread-stream)\//;
  // Validators call two helpers of ajv.
  const ajv = /node_modules\/ajv\/(?!dist\/runtime\/(ucs2length|equal)\.js)/;
  for (const names of [content, signIn, unused, ajv]) {
    t.strictSame(packages(atStart, names), []);
  }
  t.end();
});

test('reading content evaluates neither the Markdown parsers nor the client of S3', (t) => {
  const modules = evaluated('app/content-dependencies.ts', 'app/content-routes.ts');
  t.ok(modules.has('app/features/content/routes.ts'));
  t.strictSame(
    packages(modules, /node_modules\/(markdown-it|highlight\.js|@aws-sdk\/client-s3)\//),
    [],
  );
  t.end();
});
