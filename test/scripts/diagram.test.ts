import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { drawDiagram } from '../../scripts/diagram/draw.ts';

test('docs/images/architecture.svg is what npm run diagram draws', async (t) => {
  const drawn = await drawDiagram(await readFile('docs/architecture.dot', 'utf8'));
  const stored = await readFile('docs/images/architecture.svg', 'utf8');
  t.ok(drawn === stored, 'run npm run diagram');
});
