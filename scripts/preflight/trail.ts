import { type CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { type Finding, note } from './finding.ts';

/** The first copy of the events of an account costs nothing, each further one does. */
export async function trailFindings(client: CloudTrailClient): Promise<Finding[]> {
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({}));
  if (trailList.length === 0) return [];
  const names = trailList.map(({ Name }) => Name).join(', ');
  return [
    note(
      `The account already has a trail (${names}), and a second one costs $2 per 100,000 events: leave AuditTrail off`,
    ),
  ];
}
