import { documentClient } from './aws/dynamo/client.ts';
import { database } from './aws/dynamo/database.ts';
import type { appVariables, ConfigOf, visitorVariables } from './config.ts';
import { cognitoUserPool } from './features/auth/cognito-user-pool.ts';
import { dynamoLoginLimit } from './features/auth/dynamo-login-limit.ts';
import type { LoginLimit } from './features/auth/login-limit.ts';
import { tokenVerifier } from './features/auth/token-verifier.ts';
import type { UserPool } from './features/auth/user-pool.ts';
import { dynamoCountRepository } from './features/count/dynamo-repository.ts';
import type { CountRepository } from './features/count/repository.ts';
import { dynamoVisitorRepository } from './features/visitors/dynamo-repository.ts';
import type { VisitorRepository } from './features/visitors/repository.ts';
import { type VisitorService, visitorService } from './features/visitors/service.ts';
import type { VerifyToken } from './http/guard.ts';
import { embeddedMetrics, type Metrics, noMetrics } from './metrics.ts';

type AppConfig = ConfigOf<typeof appVariables>;
type VisitorConfig = ConfigOf<typeof visitorVariables>;

export interface Dependencies {
  counter: CountRepository;
  visitors: VisitorService;
  metrics: Metrics;
  userPool: UserPool;
  loginLimit: LoginLimit;
  verifyToken: VerifyToken;
}

/** The pages of the site. Visits to any other path are counted as `other`. */
const pages = new Set(['/']);

/** Chooses all implementations. Opens no connection. */
export function createDependencies(config: AppConfig, now = Date.now): Dependencies {
  const db = database(documentClient(config));
  return {
    counter: dynamoCountRepository(db.table(config.DATA_TABLE_NAME)),
    visitors: createVisitors(config, db, now),
    metrics: config.AWS_LAMBDA_FUNCTION_NAME
      ? embeddedMetrics((line) => process.stdout.write(line))
      : noMetrics,
    userPool: cognitoUserPool(config),
    loginLimit: dynamoLoginLimit(db.table(config.EPHEMERAL_TABLE_NAME)),
    verifyToken: tokenVerifier(issuer(config), config.USER_POOL_CLIENT_ID),
  };
}

export function createVisitors(
  config: VisitorConfig,
  db = database(documentClient(config)),
  now = Date.now,
): VisitorService {
  return visitorService(createVisitorRepository(config, db, now), { pages, now });
}

export function createVisitorRepository(
  config: VisitorConfig,
  db = database(documentClient(config)),
  now = Date.now,
): VisitorRepository {
  return dynamoVisitorRepository(db, {
    tables: {
      data: db.table(config.DATA_TABLE_NAME),
      ephemeral: db.table(config.EPHEMERAL_TABLE_NAME),
    },
    maxPerNetwork: config.VISITORS_PER_NETWORK,
    now,
  });
}

function issuer({ COGNITO_ISSUER, AWS_REGION, USER_POOL_ID }: AppConfig): string {
  return COGNITO_ISSUER ?? `https://cognito-idp.${AWS_REGION}.amazonaws.com/${USER_POOL_ID}`;
}
