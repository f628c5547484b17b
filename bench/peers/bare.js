// A handler on the SDK, without a framework.
import { addView, addVisitor } from './store.js';

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const answer = (statusCode, body) => ({ statusCode, headers, body: JSON.stringify(body) });

export async function handler({ httpMethod, path, body, headers, requestContext }) {
  if (httpMethod === 'GET' && path === '/count') return answer(200, { count: await addView() });
  if (httpMethod === 'POST' && path === '/v1/visitors/track') {
    const input = JSON.parse(body ?? 'null');
    if (typeof input?.path !== 'string') return answer(400, { message: 'path is missing' });
    const tracked = await addVisitor(requestContext.identity.sourceIp, headers['User-Agent']);
    return answer(200, { tracked });
  }
  return answer(404, { message: 'Not found' });
}
