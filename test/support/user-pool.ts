/** A user pool that does not answer, for tests that need none. */
export const noUserPool = {
  USER_POOL_ID: 'local_none',
  USER_POOL_CLIENT_ID: 'none',
  COGNITO_ENDPOINT: 'http://127.0.0.1:9',
  COGNITO_ISSUER: 'http://127.0.0.1:9/local_none',
};
