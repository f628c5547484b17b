import { readFile } from 'node:fs/promises';
import { TypeGuard } from '@sinclair/typebox';
import { test } from 'tap';
import { configSchema, readConfig, readNightlyConfig } from '../app/config.ts';

const needed = {
  DATA_TABLE_NAME: 'visitors',
  EPHEMERAL_TABLE_NAME: 'ephemeral',
  USER_POOL_ID: 'us-east-1_AbCdEfGhI',
  USER_POOL_CLIENT_ID: '4abcdefghijklmnopqrstuvwxy',
};

test('only tables and user pool have to be given', (t) => {
  t.strictSame(readConfig(needed), {
    ...needed,
    VISITOR_SHARDS: 2,
    VISITORS_PER_NETWORK: 100,
    ALLOWED_ORIGINS: '',
    ENVIRONMENT: 'local',
    LOG_LEVEL: 'info',
    HOST: 'localhost',
    PORT: 3000,
    AWS_REGION: 'us-east-1',
  });
  t.end();
});

test('the nightly function needs the tables only', (t) => {
  const { DATA_TABLE_NAME, EPHEMERAL_TABLE_NAME } = needed;
  t.match(readNightlyConfig({ DATA_TABLE_NAME, EPHEMERAL_TABLE_NAME }), {
    DATA_TABLE_NAME,
    VISITOR_SHARDS: 2,
  });
  t.throws(() => readNightlyConfig({ DATA_TABLE_NAME }), /EPHEMERAL_TABLE_NAME is not set/);
  t.end();
});

test('numbers are read from text, and unknown variables are left alone', (t) => {
  const config = readConfig({ ...needed, PORT: '8080', HOME: '/home/me' });
  t.equal(config.PORT, 8080);
  t.notOk('HOME' in config);
  t.end();
});

const refused: [string, Record<string, string | undefined>, RegExp][] = [
  [
    'no table',
    { DATA_TABLE_NAME: undefined },
    /^Configuration: DATA_TABLE_NAME is not set\. It takes: name of/,
  ],
  ['no user pool', { USER_POOL_ID: undefined }, /USER_POOL_ID is not set/],
  ['no app client', { USER_POOL_CLIENT_ID: undefined }, /USER_POOL_CLIENT_ID is not set/],
  ['an app client with a slash', { USER_POOL_CLIENT_ID: 'a/b' }, /USER_POOL_CLIENT_ID cannot be/],
  ['an issuer that is no URL', { COGNITO_ISSUER: 'us-east-1_a' }, /COGNITO_ISSUER cannot be/],
  ['an endpoint with a path', { COGNITO_ENDPOINT: 'http://a/b' }, /COGNITO_ENDPOINT cannot be/],
  ['a table name of one letter', { DATA_TABLE_NAME: 'x' }, /DATA_TABLE_NAME cannot be "x"/],
  ['no shards', { VISITOR_SHARDS: '0' }, /VISITOR_SHARDS cannot be "0"/],
  ['no visitors', { VISITORS_PER_NETWORK: '0' }, /VISITORS_PER_NETWORK cannot be "0"/],
  ['a port that is a word', { PORT: 'http' }, /PORT cannot be "http"\. It takes: port/],
  ['an empty port', { PORT: '' }, /PORT cannot be ""/],
  ['a port out of range', { PORT: '65536' }, /PORT cannot be "65536"/],
  ['half a port', { PORT: '80.5' }, /PORT cannot be "80.5"/],
  ['an origin without scheme', { ALLOWED_ORIGINS: 'a.example' }, /ALLOWED_ORIGINS cannot be/],
  ['an origin with path', { ALLOWED_ORIGINS: 'https://a.example/' }, /ALLOWED_ORIGINS cannot be/],
  ['a star among origins', { ALLOWED_ORIGINS: 'https://a.example,*' }, /ALLOWED_ORIGINS cannot/],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL cannot be "loud"/],
  ['an endpoint that is no URL', { DYNAMODB_ENDPOINT: 'localhost:8000' }, /DYNAMODB_ENDPOINT/],
  ['a region with a blank', { AWS_REGION: 'us east' }, /AWS_REGION cannot be "us east"/],
];

for (const [what, env, message] of refused) {
  test(`${what} is refused with one line that names the variable`, (t) => {
    const error = t.throws(() => readConfig({ ...needed, ...env })) as Error;
    t.match(error.message, message);
    t.notMatch(error.message, '\n');
    t.end();
  });
}

test('a secret is not repeated when it is refused', (t) => {
  const env = { ...needed, ORIGIN_SECRET: 'too-short-a-secret' };
  const error = t.throws(() => readConfig(env)) as Error;
  t.match(error.message, /^Configuration: ORIGIN_SECRET cannot be what it is\. It takes: /);
  t.notMatch(error.message, env.ORIGIN_SECRET);
  t.end();
});

test('several origins, with blanks between, are taken', (t) => {
  const ALLOWED_ORIGINS = 'https://a.example, http://localhost:8080';
  t.equal(readConfig({ ...needed, ALLOWED_ORIGINS }).ALLOWED_ORIGINS, ALLOWED_ORIGINS);
  t.end();
});

test('the table in docs/configuration.md is this schema', async (t) => {
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
  const variables = document.match(/^\| `[A-Z_]+` \|/gm) ?? [];
  t.equal(variables.length, rows.length + 5, 'and the five that only the scripts read');
});
