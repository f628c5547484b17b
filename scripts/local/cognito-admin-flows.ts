import { InvalidParameterError } from 'cognito-local/lib/errors.js';
import { Targets } from 'cognito-local/lib/targets/targets.js';

// Preloaded into cognito-local, whose AdminInitiateAuth knows no challenges, and which takes passwords from anyone. With
// it, passwords and answers to challenges need the commands for which Cognito requires AWS credentials.
const targets: Record<string, typeof Targets.InitiateAuth> = Targets as never;
const { InitiateAuth, RespondToAuthChallenge } = Targets;

targets.AdminInitiateAuth = (services) => {
  const initiateAuth = InitiateAuth(services);
  return (context, request) =>
    initiateAuth(context, { ...request, AuthFlow: 'USER_PASSWORD_AUTH' });
};
targets.AdminRespondToAuthChallenge = RespondToAuthChallenge as never;
targets.InitiateAuth = (services) => {
  const initiateAuth = InitiateAuth(services);
  return async (context, request) => {
    if (request.AuthFlow === 'REFRESH_TOKEN_AUTH') return initiateAuth(context, request);
    throw new InvalidParameterError('Auth flow not enabled for this client');
  };
};
