import express from 'express';
import serverless from 'serverless-http';
import { addView, addVisitor } from './store.js';

const app = express();
app.use(express.json());

app.get('/count', async (_request, response) => {
  response.set('cache-control', 'no-store').json({ count: await addView() });
});

app.post('/v1/visitors/track', async (request, response) => {
  if (typeof request.body?.path !== 'string') {
    response.status(400).json({ message: 'path is missing' });
    return;
  }
  const { sourceIp } = request.requestContext.identity;
  const tracked = await addVisitor(sourceIp, request.get('user-agent'));
  response.set('cache-control', 'no-store').json({ tracked });
});

export const handler = serverless(app, {
  request: (request, event) => {
    request.requestContext = event.requestContext;
  },
});
