import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox';
import { envSchema } from 'env-schema';

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
  VISITOR_SHARDS: Type.Integer({
    default: 2,
    minimum: 1,
    maximum: 500,
    description: 'items that count the visitors of a day, 1–500; see [scale](scale.md)',
  }),
  VISITORS_PER_NETWORK: Type.Integer({
    default: 100,
    minimum: 1,
    maximum: 100_000,
    description: 'new visitors a day from one /24 of IPv4 or /48 of IPv6, 1–100000',
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
      'other origins whose pages may call the API, comma-separated (`https://example.com`), or `*`',
  }),
  ORIGIN_SECRET: Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{32,256}$',
      writeOnly: true,
      description:
        'what CloudFront sends as `x-origin-secret`, 32–256 visible ASCII characters; only with it is CloudFront believed who asks',
    }),
  ),
  ENVIRONMENT: Type.String({
    default: 'local',
    pattern: '^[\\w-]{1,128}$',
    description: 'what `/health` calls this deployment, 1–128 of `a–z A–Z 0–9 _ -`',
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
    description: 'address to listen on; unused in Lambda',
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
        'URL of a DynamoDB other than the region’s own, such as `http://localhost:8000` for DynamoDB Local',
    }),
  ),
  COGNITO_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+/?$',
      description: 'URL of a Cognito other than the region’s own, such as an emulator',
    }),
  ),
  COGNITO_ISSUER: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+/\\S+$',
      description:
        'who signs the tokens, if not the pool in its region; the keys are below it, at `/.well-known/jwks.json`',
    }),
  ),
  AWS_REGION: Type.String({
    default: 'us-east-1',
    pattern: '^[a-z0-9-]{1,32}$',
    description: 'region of table and user pool; Lambda sets it',
  }),
  AWS_ACCESS_KEY_ID: Type.Optional(
    Type.String({ description: 'credentials; Lambda sets them. Without, the SDK’s own chain' }),
  ),
  AWS_SECRET_ACCESS_KEY: Type.Optional(Type.String({ description: 'the same' })),
  AWS_SESSION_TOKEN: Type.Optional(Type.String({ description: 'the same' })),
  AWS_LAMBDA_FUNCTION_NAME: Type.Optional(
    Type.String({ description: 'Lambda sets it; `PageView` metrics are then written on stdout' }),
  ),
});

export type Config = Static<typeof configSchema>;
/** For what signs nobody in. */
export type NightlyConfig = Omit<Config, 'USER_POOL_ID' | 'USER_POOL_CLIENT_ID'>;

type Env = Record<string, string | undefined>;

/**
 * The validated configuration.
 * @throws {Error} with one line that names the variable and says what it takes.
 */
export function readConfig(env: Env): Config {
  return read(env, configSchema);
}

export function readNightlyConfig(env: Env): NightlyConfig {
  return read(env, Type.Omit(configSchema, ['USER_POOL_ID', 'USER_POOL_CLIENT_ID']));
}

function read<Schema extends TObject>(env: Env, schema: Schema): Static<Schema> {
  try {
    return envSchema<Static<Schema>>({
      schema: structuredClone(schema),
      data: { ...env },
      env: false,
    });
  } catch (error) {
    throw new Error(explain(error as EnvSchemaError, env));
  }
}

/** For entry points: what `read` makes of `env`, or one line on stderr and exit code 1. */
export function orExit<T>(read: (env: Env) => T, env: Env): T {
  try {
    return read(env);
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
  const value = schema?.writeOnly ? 'what it is' : JSON.stringify(env[name]?.slice(0, 100));
  const problem = first?.params.missingProperty ? 'is not set' : `cannot be ${value}`;
  return `Configuration: ${name} ${problem}. It takes: ${schema?.description}.`;
}
