export interface Job {
  needs?: string | string[];
  environment?: string | object;
  permissions?: Record<string, string>;
  steps?: { uses?: string; run?: string; with?: Record<string, string> }[];
}

/** Whether a step of the job runs this command. */
export function runs({ steps = [] }: Job, command: string): boolean {
  return steps.some(({ run = '' }) => run.includes(command));
}

/** Whether a step of the job uses this action. */
export function uses({ steps = [] }: Job, action: string): boolean {
  return steps.some((step) => step.uses?.startsWith(`${action}@`));
}

/** Whether the job gets its credentials of AWS by GitHub's token, for a role. */
export function takesRole(job: Job): boolean {
  const action = 'aws-actions/configure-aws-credentials';
  const roles = (job.steps ?? []).filter((step) => step.uses?.startsWith(`${action}@`));
  return (
    job.permissions?.['id-token'] === 'write' &&
    roles.length > 0 &&
    roles.every((step) => step.with?.['role-to-assume'] && !step.with['aws-access-key-id'])
  );
}
