import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { envSchema } from 'env-schema';

const mailAddress = String.raw`^[^@\s,<>]{1,64}@[^@\s,<>]+\.[^@\s,<>.]+$`;
const origin = String.raw`https?://[^\s,/]+`;

/** Every variable that the app reads. docs/configuration.md shows the same table; a test compares them. */
export const configSchema = Type.Object({
  DATA_TABLE_NAME: Type.String({
    pattern: '^[a-zA-Z0-9_.-]{3,255}$',
    description: 'name of the table for data that is kept, 3–255 of `a–z A–Z 0–9 _ . -`',
  }),
  EPHEMERAL_TABLE_NAME: Type.String({
    pattern: '^[a-zA-Z0-9_.-]{3,255}$',
    description: 'name of the table for per-visitor data, deleted after the day; it has no backups',
  }),
  VISITORS_PER_NETWORK: Type.Integer({
    default: 100,
    minimum: 1,
    maximum: 1000,
    description: 'new visitors a day from one IPv4 /24 or IPv6 /48, 1–1000',
  }),
  BREAKDOWN_DAYS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 3650,
    description:
      'days after which the nightly function removes the breakdowns of a day and keeps its totals, 0–3650 (0: never)',
  }),
  USER_POOL_ID: Type.String({
    pattern: '^[\\w-]{1,55}$',
    description: 'id of the Cognito user pool, such as `us-east-1_AbCdEfGhI`',
  }),
  USER_POOL_CLIENT_ID: Type.String({
    pattern: '^[\\w+]{1,128}$',
    description: 'id of the pool’s app client, which has no secret',
  }),
  ALLOWED_ORIGINS: Type.String({
    default: '',
    pattern: `^(\\*|${origin}(\\s*,\\s*${origin})*)?$`,
    description:
      'other origins whose pages may call the API and count visits, comma-separated (`https://example.com`), or `*`',
  }),
  ORIGIN_SECRET: Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{32,256}$',
      writeOnly: true,
      description:
        'secret that CloudFront sends as `x-origin-secret`, 32–256 visible ASCII characters; without it, client addresses from CloudFront are ignored',
    }),
  ),
  PREVIOUS_ORIGIN_SECRET: Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{32,256}$',
      writeOnly: true,
      description:
        'the secret before, which the app accepts as well while CloudFront gets the new one',
    }),
  ),
  SITE_BUCKET: Type.Optional(
    Type.String({
      pattern: '^$|^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$',
      description:
        'name of the bucket with the site and its images; without it, they are in the next two folders',
    }),
  ),
  SITE_FOLDER: Type.String({
    default: 'dist/site',
    minLength: 1,
    description: 'folder of the built site; unused with `SITE_BUCKET`',
  }),
  MEDIA_FOLDER: Type.String({
    default: '.data/media',
    minLength: 1,
    description: 'folder of the uploaded images; unused with `SITE_BUCKET`',
  }),
  ENVIRONMENT: Type.String({
    default: 'local',
    pattern: '^[\\w-]{1,128}$',
    description: 'name of this deployment in `/health` and in metrics, 1–128 of `a–z A–Z 0–9 _ -`',
  }),
  LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].map((level) =>
      Type.Literal(level),
    ),
    {
      default: 'info',
      description: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`',
    },
  ),
  HOST: Type.String({
    default: 'localhost',
    minLength: 1,
    description:
      'address to listen on, and a name of the server beside those of the loopback interface; unused in Lambda',
  }),
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65535,
    description: 'port to listen on, 0–65535 (0: any free one); unused in Lambda',
  }),
  DYNAMODB_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+/?$',
      description:
        'URL of a DynamoDB other than the region’s, such as `http://localhost:8000` for DynamoDB Local',
    }),
  ),
  COGNITO_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+/?$',
      description: 'URL of a Cognito other than the region’s, such as an emulator',
    }),
  ),
  COGNITO_ISSUER: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+/\\S+$',
      description:
        'issuer of the tokens, if not the pool in its region; its keys are at `/.well-known/jwks.json` below it',
    }),
  ),
  S3_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+/?$',
      description: 'URL of an S3 other than the region’s, such as an emulator',
    }),
  ),
  MAIL_FROM: Type.String({
    pattern: mailAddress,
    description:
      'address that mails are sent from, which SES has verified; for functions that mail',
  }),
  MAIL_TO: Type.String({
    pattern: mailAddress,
    description: 'address of the owner, which gets all mails; for functions that mail',
  }),
  SES_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+/?$',
      description: 'URL of an SES other than the region’s, such as an emulator',
    }),
  ),
  AWS_REGION: Type.String({
    default: 'us-east-1',
    pattern: '^[a-z0-9-]{1,32}$',
    description: 'region of the tables and the user pool; Lambda sets it',
  }),
  AWS_ACCESS_KEY_ID: Type.Optional(
    Type.String({
      description: 'credentials; Lambda sets them. Without them, the SDK’s default chain is used',
    }),
  ),
  AWS_SECRET_ACCESS_KEY: Type.Optional(Type.String({ description: 'the same' })),
  AWS_SESSION_TOKEN: Type.Optional(Type.String({ description: 'the same' })),
  AWS_LAMBDA_FUNCTION_NAME: Type.Optional(
    Type.String({ description: 'set by Lambda; the app then writes `PageView` metrics to stdout' }),
  ),
});

export type Config = Static<typeof configSchema>;

/** The variables of the function that pauses counting. */
export const guardVariables = [
  'DATA_TABLE_NAME',
  'DYNAMODB_ENDPOINT',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;

/** The variables for counting visitors. */
export const visitorVariables = [
  ...guardVariables,
  'EPHEMERAL_TABLE_NAME',
  'VISITORS_PER_NETWORK',
] as const;

/** The variables of the nightly function. */
export const nightlyVariables = [...visitorVariables, 'BREAKDOWN_DAYS', 'ENVIRONMENT'] as const;

/** The variables for sending mails. */
export const mailVariables = [
  'MAIL_FROM',
  'MAIL_TO',
  'SES_ENDPOINT',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;

/** The variables of the digest. */
export const digestVariables = [...visitorVariables, ...mailVariables] as const;

/** The variables that the app needs wherever it runs. */
export const appVariables = [
  ...visitorVariables,
  'USER_POOL_ID',
  'USER_POOL_CLIENT_ID',
  'COGNITO_ENDPOINT',
  'COGNITO_ISSUER',
  'SITE_BUCKET',
  'SITE_FOLDER',
  'MEDIA_FOLDER',
  'S3_ENDPOINT',
  'ALLOWED_ORIGINS',
  'ORIGIN_SECRET',
  'PREVIOUS_ORIGIN_SECRET',
  'ENVIRONMENT',
  'LOG_LEVEL',
  'AWS_LAMBDA_FUNCTION_NAME',
] as const;

/** The variables of a process that listens on a port. */
export const serverVariables = [...appVariables, 'HOST', 'PORT'] as const;

/** The part of the configuration that has these names. */
export type ConfigOf<Names extends readonly (keyof Config)[]> = Pick<Config, Names[number]>;

type Env = Record<string, string | undefined>;

/**
 * The validated variables of `names`; all others are ignored.
 * @throws {Error} with one line that names the variable and says what is expected.
 */
export function readConfig<const Names extends readonly (keyof Config)[]>(
  env: Env,
  names: Names,
): ConfigOf<Names> {
  try {
    return envSchema<ConfigOf<Names>>({
      schema: structuredClone(Type.Pick(configSchema, names)),
      data: { ...env },
      env: false,
    });
  } catch (error) {
    throw new Error(explain(error as EnvSchemaError, env));
  }
}

/** For entry points: the result of `read`, or one line on stderr and exit code 1. */
export function exitOnError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

interface EnvSchemaError {
  errors: { instancePath: string; params: { missingProperty?: string } }[];
}

function explain({ errors }: EnvSchemaError, env: Env): string {
  const [first] = errors;
  const name = first?.params.missingProperty ?? first?.instancePath.slice(1) ?? '';
  const schema: TSchema | undefined = configSchema.properties[name as keyof Config];
  const value = schema?.writeOnly ? 'its value' : JSON.stringify(env[name]?.slice(0, 100));
  const problem = first?.params.missingProperty ? ' is not set' : `: ${value} is not valid`;
  return `Configuration: ${name}${problem}. Expected: ${schema?.description}.`;
}
