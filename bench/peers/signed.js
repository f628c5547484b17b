// A handler that signs its requests by hand: no SDK, no framework. Nothing on Node can start faster.
import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

const endpoint = new URL(process.env.DYNAMODB_ENDPOINT);
const region = process.env.AWS_REGION;
const agent = new Agent({ keepAlive: true });
const hash = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

function send(operation, input) {
  const body = JSON.stringify(input);
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const target = `DynamoDB_20120810.${operation}`;
  const names = 'content-type;host;x-amz-date;x-amz-target';
  const type = 'application/x-amz-json-1.0';
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${endpoint.host}\nx-amz-date:${time}\nx-amz-target:${target}\n\n${names}\n${hash(body)}`;
  const scope = `${day}/${region}/dynamodb/aws4_request`;
  const keys = [day, region, 'dynamodb', 'aws4_request'];
  const key = keys.reduce(hmac, `AWS4${process.env.AWS_SECRET_ACCESS_KEY}`);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash(canonical)}`);
  const authorization = `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${names}, Signature=${signature.toString('hex')}`;
  const headers = {
    'content-type': type,
    'x-amz-date': time,
    'x-amz-target': target,
    authorization,
  };
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, body: JSON.parse(text) }));
    });
    sent.on('error', reject).end(body);
  });
}

async function addView() {
  const { body } = await send('UpdateItem', {
    TableName: process.env.DATA_TABLE_NAME,
    Key: { pk: { S: 'COUNT' }, sk: { S: 'VIEWS' } },
    UpdateExpression: 'ADD #views :one',
    ExpressionAttributeNames: { '#views': 'views' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'UPDATED_NEW',
  });
  return Number(body.Attributes.views.N);
}

async function addVisitor(address, agent) {
  const day = new Date().toISOString().slice(0, 10);
  const { status } = await send('PutItem', {
    TableName: process.env.EPHEMERAL_TABLE_NAME,
    Item: { pk: { S: day }, sk: { S: hash(`${day} ${address} ${agent}`) } },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  return status === 200;
}

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
