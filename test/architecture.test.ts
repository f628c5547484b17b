import { glob, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { test } from 'tap';

interface Import {
  file: string;
  /** A file of the repository, or a package by its name. */
  target: string;
}

interface Rule {
  rule: string;
  isBroken: (one: Import) => boolean;
  /** Imports that break the rule, to prove that the test would find them. */
  broken: [file: string, target: string][];
}

const feature = /^app\/features\/([\w-]+)\//;
const isSdk = (target: string) => /^@(aws-sdk|smithy)\//.test(target);
const isFastify = (target: string) => /^(fastify|@fastify\/.*)$/.test(target);

/** The import rules, by folder and by package. */
const rules: Rule[] = [
  {
    rule: 'app/ imports nothing from site/, scripts/, bench/ or test/',
    isBroken: ({ file, target }) =>
      file.startsWith('app/') && /^(site|scripts|bench|test)\//.test(target),
    broken: [
      ['app/render/page.ts', 'site/build.ts'],
      ['app/entry/server.ts', 'scripts/dev.ts'],
    ],
  },
  {
    rule: 'site/ imports only app/render/ of the app',
    isBroken: ({ file, target }) => file.startsWith('site/') && /^app\/(?!render\/)/.test(target),
    broken: [['site/build.ts', 'app/config.ts']],
  },
  {
    rule: 'admin/ imports of the project only app/render/, schemas for their types, and the format of exports',
    isBroken: ({ file, target }) =>
      file.startsWith('admin/') &&
      !/^(admin\/|scripts\/transfer\/format\.ts$)/.test(target) &&
      (/^(site|scripts|bench|test)\//.test(target) ||
        isSdk(target) ||
        (target.startsWith('app/') &&
          !/^app\/(render\/.*|features\/[\w-]+\/[\w-]*schemas\.ts)$/.test(target))),
    broken: [
      ['admin/app.tsx', 'app/features/content/service.ts'],
      ['admin/app.tsx', 'scripts/lib/routes.ts'],
      ['admin/api/session.ts', '@aws-sdk/client-cognito-identity-provider'],
    ],
  },
  {
    rule: 'nothing imports admin/, which the build of the site bundles',
    isBroken: ({ file, target }) => !file.startsWith('admin/') && target.startsWith('admin/'),
    broken: [['site/build.ts', 'admin/app.tsx']],
  },
  {
    rule: 'app/render/ is pure: it imports itself and ghtml, and its Markdown renderer the parsers',
    isBroken: ({ file, target }) =>
      file.startsWith('app/render/') &&
      target !== 'ghtml' &&
      !target.startsWith('app/render/') &&
      !(file.startsWith('app/render/markdown/') && /^(markdown-it|highlight\.js)/.test(target)),
    broken: [
      ['app/render/page.ts', 'markdown-it'],
      ['app/render/page.ts', 'node:fs'],
      ['app/render/page.ts', 'app/errors.ts'],
    ],
  },
  {
    rule: 'app/http/, app/aws/ and app/distinct/ import no feature',
    isBroken: ({ file, target }) =>
      /^app\/(http|aws|distinct)\//.test(file) && feature.test(target),
    broken: [
      ['app/distinct/tree.ts', 'app/features/visitors/keys.ts'],
      ['app/http/guard.ts', 'app/features/auth/role.ts'],
      ['app/aws/retry.ts', 'app/features/count/badge.ts'],
    ],
  },
  {
    rule: 'app/aws/ and app/distinct/ import nothing from app/http/',
    isBroken: ({ file, target }) =>
      /^app\/(aws|distinct)\//.test(file) && target.startsWith('app/http/'),
    broken: [
      ['app/aws/retry.ts', 'app/http/address.ts'],
      ['app/distinct/tree.ts', 'app/http/address.ts'],
    ],
  },
  {
    rule: 'nothing imports upwards: entry, app, routes, dependencies, features',
    isBroken: ({ file, target }) => {
      const level = (path: string) =>
        [
          /^app\/entry\//,
          /^app\/(app|openapi)\.ts$/,
          /^app\/(content-)?routes\.ts$/,
          /^app\/((content|digest|view)-)?dependencies\.ts$/,
        ]
          .map((pattern) => pattern.test(path))
          .indexOf(true);
      const [from, to] = [level(file), level(target)];
      return file.startsWith('app/') && to !== -1 && (from === -1 || from > to);
    },
    broken: [
      ['app/features/auth/routes.ts', 'app/dependencies.ts'],
      ['app/http/guard.ts', 'app/app.ts'],
      ['app/dependencies.ts', 'app/routes.ts'],
      ['app/app.ts', 'app/entry/server.ts'],
    ],
  },
  {
    rule: 'a feature imports another feature only through its service, repository, schemas or items',
    isBroken: ({ file, target }) => {
      const [, from] = feature.exec(file) ?? [];
      const [, to] = feature.exec(target) ?? [];
      const isPublic = /\/(service|repository|(kind-)?schemas|items)\.ts$/.test(target);
      return from !== undefined && to !== undefined && from !== to && !isPublic;
    },
    broken: [['app/features/analytics/routes.ts', 'app/features/visitors/keys.ts']],
  },
  {
    rule: 'routes and services import nothing from app/aws/',
    isBroken: ({ file, target }) =>
      /\/(routes|service)\.ts$/.test(file) && target.startsWith('app/aws/'),
    broken: [
      ['app/features/visitors/routes.ts', 'app/aws/dynamo/database.ts'],
      ['app/features/visitors/service.ts', 'app/aws/retry.ts'],
    ],
  },
  {
    rule: 'only app/aws/ and adapters use the AWS SDK',
    isBroken: ({ file, target }) =>
      file.startsWith('app/') &&
      isSdk(target) &&
      !/^app\/(aws\/.*|mail\/ses-mailer|features\/[\w-]+\/(dynamo|cognito)-[\w-]+)\.ts$/.test(file),
    broken: [
      ['app/features/visitors/service.ts', '@aws-sdk/lib-dynamodb'],
      ['app/entry/api.ts', '@smithy/node-http-handler'],
    ],
  },
  {
    rule: 'only code that handles HTTP imports Fastify: no service and no repository does',
    isBroken: ({ file, target }) =>
      file.startsWith('app/') &&
      isFastify(target) &&
      !/^app\/((app|openapi|routes|content-routes)|(entry|http)\/.*|features\/[\w-]+\/(\w+-)?routes)\.ts$/.test(
        file,
      ),
    broken: [
      ['app/features/visitors/service.ts', 'fastify'],
      ['app/features/count/dynamo-repository.ts', '@fastify/type-provider-typebox'],
    ],
  },
  {
    rule: 'only app/openapi.ts imports @fastify/swagger, and only entry points import aws-lambda',
    isBroken: ({ file, target }) =>
      file.startsWith('app/') &&
      ((target === '@fastify/swagger' && file !== 'app/openapi.ts') ||
        (target === 'aws-lambda' && !file.startsWith('app/entry/'))),
    broken: [
      ['app/app.ts', '@fastify/swagger'],
      ['app/app.ts', 'aws-lambda'],
    ],
  },
  {
    rule: 'only the sign-in adapters import aws-jwt-verify',
    isBroken: ({ file, target }) =>
      target.startsWith('aws-jwt-verify') &&
      file.startsWith('app/') &&
      !/^app\/features\/auth\/(token-verifier|cognito-tokens)\.ts$/.test(file),
    broken: [['app/http/guard.ts', 'aws-jwt-verify']],
  },
];

const files = await sources();
const imports = (await Promise.all(files.map(importsOf))).flat();

for (const { rule, isBroken, broken } of rules) {
  test(rule, (t) => {
    t.strictSame(imports.filter(isBroken), []);
    for (const [file, target] of broken) {
      t.ok(isBroken({ file, target }), `${file} may not import ${target}`);
    }
    t.end();
  });
}

test('the import rules see the files and packages that they are about', (t) => {
  t.ok(files.length > 150, `${files.length} files`);
  for (const target of ['@aws-sdk/lib-dynamodb', 'fastify', '@fastify/swagger', 'aws-lambda']) {
    t.ok(
      imports.some((one) => one.target === target),
      target,
    );
  }
  t.end();
});

test('app/ imports production dependencies only', async (t) => {
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const packages = new Set(
    imports
      .filter(({ file, target }) => file.startsWith('app/') && !/^(app|package\.json)/.test(target))
      .map(({ target }) => target)
      .filter((target) => !isBuiltin(target))
      .map((target) => /^(@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target),
  );
  // The app imports only types from it.
  packages.delete('aws-lambda');
  t.strictSame(
    [...packages].filter((name) => !(name in dependencies)),
    [],
  );
});

test('only entry points read the environment', async (t) => {
  const readers: string[] = [];
  for (const file of files.filter((file) => file.startsWith('app/'))) {
    if (/process\.env/.test(await readFile(file, 'utf8'))) readers.push(file);
  }
  t.ok(readers.length > 0);
  t.strictSame(
    readers.filter((file) => !file.startsWith('app/entry/')),
    [],
  );
});

test('no imports form a cycle', (t) => {
  const targets = new Map<string, string[]>();
  for (const { file, target } of imports) targets.set(file, [...(targets.get(file) ?? []), target]);
  t.strictSame(cycles(targets), []);
  t.strictSame(
    cycles(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
    [['b', 'c', 'b']],
  );
  t.end();
});

/** Each cycle once, as the path that closes it. */
function cycles(targets: Map<string, string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]) => {
    const start = path.indexOf(file);
    if (start !== -1) found.push([...path.slice(start), file]);
    if (start !== -1 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

async function sources(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('{admin,app,site,scripts,bench}/**/*.{ts,tsx}')) found.push(file);
  return found.map((file) => file.replaceAll('\\', '/'));
}

/** Static and dynamic imports, also of types. */
async function importsOf(file: string): Promise<Import[]> {
  const source = await readFile(file, 'utf8');
  return [...source.matchAll(/(?<![/\w])(?:from|import)(?:\s+|\s*\(\s*)'([^']+)'/g)].map(
    ([, specifier = '']) => ({
      file,
      target: specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier,
    }),
  );
}
