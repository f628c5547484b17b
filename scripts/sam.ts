import { runScript } from './lib/user-error.ts';
import { runTool } from './python/tool.ts';

// Runs the project's version of the AWS SAM CLI: `npm run sam -- deploy`.
await runScript(async () => {
  process.exitCode = await runTool('sam', 'sam', process.argv.slice(2));
});
