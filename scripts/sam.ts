import { runScript } from './lib/user-error.ts';
import { runTool } from './python/tool.ts';

// AWS SAM in the project's version: `npm run sam -- deploy`.
await runScript(async () => {
  process.exitCode = await runTool('sam', 'sam', process.argv.slice(2));
});
