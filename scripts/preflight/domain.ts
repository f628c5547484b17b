import {
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { type Finding, stop } from './finding.ts';

/** CloudFront reads certificates only there. */
export function domainRegion(domain: string, region: string): Finding[] {
  if (!domain || region === 'us-east-1') return [];
  return [
    stop(
      `A domain of your own requires the stack to be in us-east-1, not in ${region}: deploy with --region us-east-1, or without DomainName`,
    ),
  ];
}

/** Whether a deploy can create the domain's records in this hosted zone. */
export async function domainFindings(
  client: Route53Client,
  DomainName: string,
  HostedZoneId: string,
): Promise<Finding[]> {
  const problem = await zoneProblem(client, DomainName, HostedZoneId);
  return problem ? [stop(problem)] : recordFindings(client, DomainName, HostedZoneId);
}

async function zoneProblem(
  client: Route53Client,
  DomainName: string,
  HostedZoneId: string,
): Promise<string | undefined> {
  const use = async () => `Use ${await fittingZones(client, DomainName)}`;
  const [id = '', prefix] = HostedZoneId.split('/').reverse();
  if (!id) return `DomainName requires HostedZoneId, its Route 53 hosted zone. ${await use()}`;
  if (prefix !== undefined) return `HostedZoneId is only ${id}, without what is before it`;
  const zone = await getZone(client, id);
  if (!zone) return `This account has no hosted zone ${id}. ${await use()}`;
  const name = withoutDot(zone.Name);
  if (zone.Config?.PrivateZone) {
    return `Hosted zone ${id} (${name}) is private: visitors do not see it. ${await use()}`;
  }
  if (!isIn(DomainName, name)) {
    return `Hosted zone ${id} is that of ${name}, not of ${DomainName}. ${await use()}`;
  }
  return undefined;
}

async function getZone(client: Route53Client, Id: string) {
  try {
    return (await client.send(new GetHostedZoneCommand({ Id }))).HostedZone;
  } catch (error) {
    if (error instanceof Error && /^(NoSuchHostedZone|InvalidInput)$/.test(error.name)) {
      return undefined;
    }
    throw error;
  }
}

/** Every public zone of the account that contains the domain, the closest first. */
async function fittingZones(client: Route53Client, domain: string): Promise<string> {
  const found: { id: string | undefined; name: string }[] = [];
  for await (const { HostedZones = [] } of paginateListHostedZones({ client }, {})) {
    for (const { Id, Name, Config } of HostedZones) {
      const name = withoutDot(Name);
      if (!Config?.PrivateZone && isIn(domain, name))
        found.push({ id: Id?.split('/').at(-1), name });
    }
  }
  const list = found
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ id, name }) => `HostedZoneId=${id} (${name})`);
  return list.join(' or ') || `a hosted zone of ${domain} or of its parent: this account has none`;
}

/** Records in the way of those that a deploy would create. */
async function recordFindings(
  client: Route53Client,
  DomainName: string,
  HostedZoneId: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of [DomainName, `www.${DomainName}`, `api.${DomainName}`]) {
    const types = await typesOf(client, HostedZoneId, name);
    const taken = types.filter((type) => ['A', 'AAAA', 'CNAME'].includes(type));
    if (taken.length > 0) {
      findings.push(
        stop(
          `${name} already has ${taken.join(' and ')} in hosted zone ${HostedZoneId}: delete what is there, or choose another DomainName`,
        ),
      );
    }
    // The zone's own name has both.
    if (types.includes('NS') && !types.includes('SOA')) {
      findings.push(
        stop(
          `Hosted zone ${HostedZoneId} delegates ${name} to another zone, so AWS could not validate the certificate: give the HostedZoneId of that zone`,
        ),
      );
    }
  }
  return findings;
}

async function typesOf(client: Route53Client, HostedZoneId: string, name: string) {
  const { ResourceRecordSets = [] } = await client.send(
    new ListResourceRecordSetsCommand({ HostedZoneId, StartRecordName: name }),
  );
  const own = ResourceRecordSets.filter(({ Name }) => withoutDot(Name) === name);
  return [...new Set(own.map(({ Type = '' }) => `${Type}`))];
}

function isIn(domain: string, zone: string): boolean {
  return domain === zone || domain.endsWith(`.${zone}`);
}

function withoutDot(name = ''): string {
  return name.replace(/\.$/, '').toLowerCase();
}
