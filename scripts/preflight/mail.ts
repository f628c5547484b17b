import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { type Finding, note, stop } from './finding.ts';

/** Whether SES will send the site's mails to `address`. @param isOurs the stack has added it to SES already */
export async function mailFindings(
  client: SESv2Client,
  address: string,
  isOurs: boolean,
): Promise<Finding[]> {
  const { ProductionAccessEnabled, SendingEnabled } = await client.send(new GetAccountCommand({}));
  const identity = await client
    .send(new GetEmailIdentityCommand({ EmailIdentity: address }))
    .catch((error) => {
      if (!(error instanceof NotFoundException)) throw error;
    });
  return [
    ...(SendingEnabled === false ? [paused] : []),
    ...(identity && !isOurs ? [taken(address)] : []),
    ...(identity ? [] : [willAsk(address)]),
    ...(identity?.VerifiedForSendingStatus === false && isOurs ? [unconfirmed(address)] : []),
    ...(ProductionAccessEnabled || isOurs ? [] : [sandbox]),
  ];
}

const paused = note('AWS has paused SES for this account, so no mail will leave: see its console');
const sandbox = note(
  "SES has this account in its sandbox, where it mails only to confirmed addresses: that is enough for the owner's",
);
const taken = (address: string) =>
  stop(
    `SES knows ${address} already, from another stack or from you, and cannot add it again: --parameter MailAddress=another@address`,
  );
const willAsk = (address: string) =>
  note(`SES will ask ${address} to confirm. Until somebody opens its link, no mail is sent`);
const unconfirmed = (address: string) =>
  note(`Nobody has confirmed ${address}, so SES sends no mail: open the link in its mail`);
