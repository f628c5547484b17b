import { readFile, writeFile } from 'node:fs/promises';
import { drawDiagram } from './diagram/draw.ts';

const dot = await readFile('docs/architecture.dot', 'utf8');
await writeFile('docs/images/architecture.svg', await drawDiagram(dot));
