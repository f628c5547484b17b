import type { Rehearsal } from '../rehearsal.ts';
import { putGatewayResponses } from './gateway-responses.ts';
import { connectSite } from './site-origin.ts';

/** After each deploy: what the template says and the local AWS does not do of itself. */
export async function putByHand(rehearsal: Rehearsal): Promise<string> {
  await putGatewayResponses(rehearsal);
  await connectSite(rehearsal);
  return "by hand: the gateway's own answers, CloudFront's way to the API";
}
