import type { APIGatewayProxyEvent } from 'aws-lambda';

/**
 * Whether API Gateway's REST API may have sent `event`. Anyone who may invoke the function can pass
 * anything: a console's test event, a warm-up ping, another trigger.
 */
export function isApiEvent(event: unknown): event is APIGatewayProxyEvent {
  const { httpMethod, path, body, multiValueHeaders, requestContext } = Object(event);
  const { requestId, identity } = Object(requestContext);
  const texts = [httpMethod, path, requestId, identity?.sourceIp, body ?? ''];
  const lists = Object.values(multiValueHeaders ?? {});
  return (
    texts.every((text) => typeof text === 'string') &&
    /^[A-Z]+$/.test(httpMethod) &&
    lists.every((values) => Array.isArray(values))
  );
}

/** The answer to any other event, with an `HttpError` body: such a call is no fault of the app. */
export const notFromApi = {
  statusCode: 400,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify({
    statusCode: 400,
    error: 'Bad Request',
    code: 'NOT_FROM_API',
    message: 'This is not an event of API Gateway’s REST API',
  }),
};
