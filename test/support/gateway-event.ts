import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Call } from './target.ts';

const host = '1a2b3c4d5e.execute-api.us-east-1.amazonaws.com';
const sourceIp = '203.0.113.7';

/** The headers that API Gateway sets, whatever the client sends. */
const ofGateway = {
  Host: host,
  'X-Amzn-Trace-Id': 'Root=1-6920a1b2-3c4d5e6f708192a3b4c5d6e7',
  'X-Forwarded-For': sourceIp,
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};

/**
 * What API Gateway's REST API sends to Lambda for a call, in the shape of the recorded events in `events/`.
 * @param resource the path of the route in the template.
 */
export function gatewayEvent(call: Call, resource = '/{proxy+}'): APIGatewayProxyEvent {
  const { method = 'GET', path, headers = {}, body } = call;
  const [pathname = '', query] = path.split('?');
  const params = new URLSearchParams(query);
  const names = [...params.keys()];
  const sent = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const own = Object.entries(ofGateway).filter(([name]) => !sent.has(name.toLowerCase()));
  const multiValueHeaders = Object.fromEntries(
    [...own, ...Object.entries(headers)].map(([name, value]) => [name, [value].flat()]),
  );
  // `BinaryMediaTypes` in the template.
  const type = multiValueHeaders[nameOf('content-type', multiValueHeaders)]?.[0] ?? '';
  const isBinary = /^(image\/|application\/octet-stream)/.test(type);
  const userAgent = multiValueHeaders['User-Agent']?.[0] ?? null;
  return {
    resource,
    path: pathname,
    httpMethod: method,
    headers: lastOfEach(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: query ? Object.fromEntries(params) : null,
    multiValueQueryStringParameters: query
      ? Object.fromEntries(names.map((name) => [name, params.getAll(name)]))
      : null,
    pathParameters: resource === '/{proxy+}' ? { proxy: pathname.slice(1) } : null,
    stageVariables: null,
    requestContext: {
      resourceId: 'a1b2c3',
      resourcePath: resource,
      httpMethod: method,
      extendedRequestId: 'Uf0d9H4xIAMEVvg=',
      requestTime: '21/Nov/2026:09:30:00 +0000',
      path: `/Prod${pathname}`,
      accountId: '123456789012',
      protocol: 'HTTP/1.1',
      stage: 'Prod',
      domainPrefix: '1a2b3c4d5e',
      requestTimeEpoch: Date.parse('2026-11-21T09:30:00Z'),
      requestId: '6f1c9a52-8d3e-4b7a-9c55-0e2d4f6a8b10',
      identity: { ...anonymous, sourceIp, userAgent },
      domainName: host,
      deploymentId: 'd4e5f6',
      apiId: '1a2b3c4d5e',
    } as unknown as APIGatewayProxyEvent['requestContext'],
    body: body === undefined ? null : Buffer.from(body).toString(isBinary ? 'base64' : 'utf8'),
    isBase64Encoded: body !== undefined && isBinary,
  };
}

const anonymous = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

function nameOf(lowerCase: string, headers: Record<string, string[]>): string {
  return Object.keys(headers).find((name) => name.toLowerCase() === lowerCase) ?? '';
}

function lastOfEach(headers: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.at(-1) ?? '']),
  );
}
