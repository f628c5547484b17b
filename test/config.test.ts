import { readFile } from 'node:fs/promises';
import { TypeGuard } from '@sinclair/typebox';
import { test } from 'tap';
import { configSchema, readConfig, serverVariables, visitorVariables } from '../app/config.ts';

const needed = {
  DATA_TABLE_NAME: 'visitors',
  EPHEMERAL_TABLE_NAME: 'ephemeral',
  USER_POOL_ID: 'us-east-1_AbCdEfGhI',
  USER_POOL_CLIENT_ID: '4abcdefghijklmnopqrstuvwxy',
};

test('only the tables and the user pool are required', (t) => {
  t.strictSame(readConfig(needed, serverVariables), {
    ...needed,
    VISITORS_PER_NETWORK: 100,
    ALLOWED_ORIGINS: '',
    SITE_FOLDER: 'dist/site',
    MEDIA_FOLDER: '.data/media',
    ENVIRONMENT: 'local',
    LOG_LEVEL: 'info',
    HOST: 'localhost',
    PORT: 3000,
    AWS_REGION: 'us-east-1',
  });
  t.end();
});

test('the nightly function requires only the tables', (t) => {
  const { DATA_TABLE_NAME, EPHEMERAL_TABLE_NAME } = needed;
  t.match(readConfig({ DATA_TABLE_NAME, EPHEMERAL_TABLE_NAME }, visitorVariables), {
    DATA_TABLE_NAME,
  });
  t.throws(
    () => readConfig({ DATA_TABLE_NAME }, visitorVariables),
    /EPHEMERAL_TABLE_NAME is not set/,
  );
  t.end();
});

test('numbers are read from text, and unknown variables are ignored', (t) => {
  const config = readConfig({ ...needed, PORT: '8080', HOME: '/home/me' }, serverVariables);
  t.equal(config.PORT, 8080);
  t.notOk('HOME' in config);
  t.end();
});

const rejected: [string, Record<string, string | undefined>, RegExp][] = [
  [
    'no table',
    { DATA_TABLE_NAME: undefined },
    /^Configuration: DATA_TABLE_NAME is not set\. Expected: name of/,
  ],
  ['no user pool', { USER_POOL_ID: undefined }, /USER_POOL_ID is not set/],
  ['no app client', { USER_POOL_CLIENT_ID: undefined }, /USER_POOL_CLIENT_ID is not set/],
  [
    'an app client with a slash',
    { USER_POOL_CLIENT_ID: 'a/b' },
    /USER_POOL_CLIENT_ID: ".*" is not valid/,
  ],
  [
    'an issuer that is no URL',
    { COGNITO_ISSUER: 'us-east-1_a' },
    /COGNITO_ISSUER: ".*" is not valid/,
  ],
  [
    'an endpoint with a path',
    { COGNITO_ENDPOINT: 'http://a/b' },
    /COGNITO_ENDPOINT: ".*" is not valid/,
  ],
  ['a table name of one letter', { DATA_TABLE_NAME: 'x' }, /DATA_TABLE_NAME: "x" is not valid/],
  [
    'too many visitors of a network',
    { VISITORS_PER_NETWORK: '1001' },
    /VISITORS_PER_NETWORK: "1001" is not valid/,
  ],
  ['no visitors', { VISITORS_PER_NETWORK: '0' }, /VISITORS_PER_NETWORK: "0" is not valid/],
  ['a port that is a word', { PORT: 'http' }, /PORT: "http" is not valid\. Expected: port/],
  ['an empty port', { PORT: '' }, /PORT: "" is not valid/],
  ['a port out of range', { PORT: '65536' }, /PORT: "65536" is not valid/],
  ['half a port', { PORT: '80.5' }, /PORT: "80.5" is not valid/],
  [
    'an origin without scheme',
    { ALLOWED_ORIGINS: 'a.example' },
    /ALLOWED_ORIGINS: ".*" is not valid/,
  ],
  [
    'an origin with path',
    { ALLOWED_ORIGINS: 'https://a.example/' },
    /ALLOWED_ORIGINS: ".*" is not valid/,
  ],
  [
    'a star among origins',
    { ALLOWED_ORIGINS: 'https://a.example,*' },
    /ALLOWED_ORIGINS: ".*" is not valid/,
  ],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL: "loud" is not valid/],
  ['an endpoint that is no URL', { DYNAMODB_ENDPOINT: 'localhost:8000' }, /DYNAMODB_ENDPOINT/],
  ['a region with a blank', { AWS_REGION: 'us east' }, /AWS_REGION: "us east" is not valid/],
];

for (const [what, env, message] of rejected) {
  test(`${what} is rejected with one line that names the variable`, (t) => {
    const error = t.throws(() => readConfig({ ...needed, ...env }, serverVariables)) as Error;
    t.match(error.message, message);
    t.notMatch(error.message, '\n');
    t.end();
  });
}

test('the error about an invalid secret does not quote it', (t) => {
  const env = { ...needed, ORIGIN_SECRET: 'too-short-a-secret' };
  const error = t.throws(() => readConfig(env, serverVariables)) as Error;
  t.match(error.message, /^Configuration: ORIGIN_SECRET: its value is not valid\. Expected: /);
  t.notMatch(error.message, env.ORIGIN_SECRET);
  t.end();
});

test('several origins with blanks between them are accepted', (t) => {
  const ALLOWED_ORIGINS = 'https://a.example, http://localhost:8080';
  t.equal(
    readConfig({ ...needed, ALLOWED_ORIGINS }, serverVariables).ALLOWED_ORIGINS,
    ALLOWED_ORIGINS,
  );
  t.end();
});

test('the table in docs/configuration.md matches the schema', async (t) => {
  const rows = Object.entries(configSchema.properties).map(([name, schema]) => {
    const { default: value, description } = schema;
    const required = !TypeGuard.IsOptional(schema) && value === undefined;
    const shown = required
      ? '**required**'
      : value === undefined || value === ''
        ? ''
        : `\`${value}\``;
    return `| \`${name}\` | ${shown} | ${description} |`;
  });
  const document = await readFile('docs/configuration.md', 'utf8');
  for (const row of rows) t.ok(document.includes(row), row);
  const variables = document.match(/^\| `[A-Z0-9_]+` \|/gm) ?? [];
  t.equal(variables.length, rows.length + 10, 'and the ten that only the scripts read');
});
