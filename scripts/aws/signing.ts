import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/**
 * What `sam deploy` needs to have AWS Signer sign the functions' code: nothing while the stack has no signing profile,
 * which the deploy with `CodeSigning=warn` creates.
 */
export async function signingOptions(profile: string | undefined): Promise<string[]> {
  if (!profile) return [];
  const { Resources } = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  const functions = Object.entries<{ Type: string }>(Resources)
    .filter(([, { Type }]) => Type === 'AWS::Serverless::Function')
    .map(([id]) => `${id}=${profile}`);
  return ['--signing-profiles', ...functions];
}
