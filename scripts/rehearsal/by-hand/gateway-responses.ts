import { readFile } from 'node:fs/promises';
import {
  CreateDeploymentCommand,
  type GatewayResponseType,
  PutGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { parse } from 'yaml';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

interface Response {
  StatusCode: number;
  ResponseParameters?: { Headers: Record<string, string> };
  ResponseTemplates: Record<string, string>;
}

/** Creates the template's gateway responses, which the local API Gateway does not read from there. */
export async function putGatewayResponses(rehearsal: Rehearsal): Promise<void> {
  const { api } = await outputs(rehearsal);
  const [restApiId] = new URL(api).hostname.split('.', 1);
  const { Resources } = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  const responses: Record<string, Response> = Resources.Api.Properties.GatewayResponses;
  const { apiGateway } = rehearsal.aws;
  for (const [type, response] of Object.entries(responses)) {
    const headers = Object.entries(response.ResponseParameters?.Headers ?? {});
    await apiGateway.send(
      new PutGatewayResponseCommand({
        restApiId,
        responseType: type as GatewayResponseType,
        statusCode: `${response.StatusCode}`,
        responseParameters: Object.fromEntries(
          headers.map(([name, value]) => [`gatewayresponse.header.${name}`, value]),
        ),
        responseTemplates: response.ResponseTemplates,
      }),
    );
  }
  await apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'Prod' }));
}
