import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { addView, addVisitor } from './store.js';

const app = new Hono();

app.get('/count', async (c) => {
  c.header('cache-control', 'no-store');
  return c.json({ count: await addView() });
});

app.post('/v1/visitors/track', async (c) => {
  const input = await c.req.json();
  if (typeof input?.path !== 'string') return c.json({ message: 'path is missing' }, 400);
  const { sourceIp } = c.env.requestContext.identity;
  c.header('cache-control', 'no-store');
  return c.json({ tracked: await addVisitor(sourceIp, c.req.header('user-agent')) });
});

export const handler = handle(app);
