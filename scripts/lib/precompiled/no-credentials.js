// Lambda passes credentials in the environment, and `app/aws/credentials.ts` passes them on: the chain that looks for
// them in files, at other services and in other processes is not in the bundle.
export const defaultProvider = () => async () => {
  throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
};
