import { documentClient } from './aws/dynamo/client.ts';
import { type Database, database } from './aws/dynamo/database.ts';
import type { appVariables, ConfigOf, visitorVariables } from './config.ts';
import { dynamoLoginLimit } from './features/auth/dynamo-login-limit.ts';
import type { LoginLimit } from './features/auth/login-limit.ts';
import type { UserPool } from './features/auth/user-pool.ts';
import { dynamoCountRepository } from './features/count/dynamo-repository.ts';
import type { CountRepository } from './features/count/repository.ts';
import type { Elsewhere } from './features/imports/service.ts';
import { dynamoPauseRepository } from './features/pause/dynamo-repository.ts';
import { countingSwitch } from './features/pause/service.ts';
import { fixedPages } from './features/visitors/pages.ts';
import { type Pages, type VisitorService, visitorService } from './features/visitors/service.ts';
import type { VerifyToken } from './http/guard.ts';
import type { CountingSwitch } from './http/pausable.ts';
import { later } from './later.ts';
import { embeddedMetrics, type Metrics, noMetrics } from './metrics.ts';
import { createVisitorRepository } from './visitor-dependencies.ts';

type AppConfig = ConfigOf<typeof appVariables>;
type VisitorConfig = ConfigOf<typeof visitorVariables>;

export interface Dependencies {
  counter: CountRepository;
  visitors: VisitorService;
  /** What other programs counted. */
  elsewhere: Elsewhere;
  counting: CountingSwitch;
  metrics: Metrics;
  userPool: UserPool;
  loginLimit: LoginLimit;
  verifyToken: VerifyToken;
}

/** The pages of the site that show no single item of content. */
const ownPages = fixedPages('/', '/blog/', '/projects/', '/certifications/');

/** Chooses all implementations. Opens no connection. */
export function createDependencies(config: AppConfig, now = Date.now): Dependencies {
  const db = database(documentClient(config));
  const metrics = config.AWS_LAMBDA_FUNCTION_NAME
    ? embeddedMetrics(config.ENVIRONMENT, (line) => process.stdout.write(line))
    : noMetrics;
  return {
    counter: dynamoCountRepository(db.table(config.DATA_TABLE_NAME)),
    visitors: createVisitors(config, db, now),
    elsewhere: createElsewhere(config, db, now),
    counting: countingSwitch(dynamoPauseRepository(db.table(config.DATA_TABLE_NAME)), now),
    metrics,
    userPool: createUserPool(config, metrics),
    loginLimit: dynamoLoginLimit(db.table(config.EPHEMERAL_TABLE_NAME)),
    verifyToken: createVerifier(config),
  };
}

/** Loaded for the first sign-in. */
function createUserPool(config: AppConfig, { signInLocked }: Metrics): UserPool {
  const load = async () => {
    const { cognitoUserPool } = await import('./features/auth/cognito-user-pool.ts');
    return cognitoUserPool(config, signInLocked);
  };
  return later(load, [
    ...(['signIn', 'answer', 'refresh', 'revoke', 'revokeAll', 'changePassword'] as const),
    ...(['profile', 'beginTotp', 'confirmTotp'] as const),
  ]);
}

/** Loaded for the first token. */
function createVerifier(config: AppConfig): VerifyToken {
  const load = async () => {
    const { tokenVerifier } = await import('./features/auth/token-verifier.ts');
    return { verify: tokenVerifier(issuer(config), config.USER_POOL_CLIENT_ID) };
  };
  return later(load, ['verify']).verify;
}

export function createVisitors(
  config: VisitorConfig,
  db = database(documentClient(config)),
  now = Date.now,
): VisitorService {
  const pages = pagesOf(config, db, now);
  return visitorService(createVisitorRepository(config, db, now), { pages, now });
}

/** Most visits are to pages of the site's own, and need no module of content. */
function pagesOf(config: VisitorConfig, db: Database, now: () => number): Pages {
  let ofContent: Promise<Pages> | undefined;
  return async (path, signal) => {
    if (!/^\/(blog|projects)\/./.test(path ?? '')) return ownPages(path, signal);
    ofContent ??= import('./view-dependencies.ts').then(({ createContentPages }) =>
      createContentPages(config, db, now),
    );
    const pages = await ofContent;
    return pages(path, signal);
  };
}

/** Only the owner's statistics load it. */
function createElsewhere(config: VisitorConfig, db: Database, now: () => number): Elsewhere {
  const load = async () => {
    const { createImports } = await import('./import-dependencies.ts');
    return createImports(config, db, now);
  };
  return {
    totals: async (days) => (await load()).totals(days),
    summaries: async (days) => (await load()).summaries(days),
  };
}

function issuer({ COGNITO_ISSUER, AWS_REGION, USER_POOL_ID }: AppConfig): string {
  return COGNITO_ISSUER ?? `https://cognito-idp.${AWS_REGION}.amazonaws.com/${USER_POOL_ID}`;
}
