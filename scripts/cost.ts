import { writeFile } from 'node:fs/promises';
import { transformedTemplate } from './aws/template.ts';
import { costFiles } from './cost/files.ts';
import { runScript } from './lib/user-error.ts';

await runScript(async () => {
  const files = await costFiles(await transformedTemplate());
  for (const [path, content] of Object.entries(files)) await writeFile(path, content);
});
