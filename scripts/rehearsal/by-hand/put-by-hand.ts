import type { Rehearsal } from '../rehearsal.ts';
import { setBinaryTypes } from './binary-types.ts';
import { putGatewayResponses } from './gateway-responses.ts';
import { connectSite } from './site-origin.ts';

/** Sets up, after each deploy, what the template declares and the local AWS does not do. */
export async function putByHand(rehearsal: Rehearsal): Promise<string> {
  await setBinaryTypes(rehearsal);
  await putGatewayResponses(rehearsal);
  await connectSite(rehearsal);
  return "by hand: gateway responses, binary types, CloudFront's origin";
}
