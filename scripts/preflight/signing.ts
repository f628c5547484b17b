import { type Finding, stop } from './finding.ts';

/** Lambda would refuse the code of the deploy that creates the signing profile: nothing can have signed it. */
export function signingFindings(given = 'off', current = 'off'): Finding[] {
  if (given !== 'enforce' || current !== 'off') return [];
  const first =
    'CodeSigning=enforce refuses code that is not signed, and there is no signing profile yet: deploy with CodeSigning=warn first';
  return [stop(first)];
}
