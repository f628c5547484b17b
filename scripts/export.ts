import { apiBase } from './lib/api-base.ts';
import { startSession } from './lib/api-session.ts';
import { ownerRequests } from './lib/owner-requests.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { exportData } from './transfer/export.ts';

// npm run export [-- folder]: writes all content and statistics into a folder, "export" by default:
// docs/data-format.md.
await runScript(async () => {
  const [folder = 'export', ...rest] = process.argv.slice(2);
  if (rest.length > 0 || folder.startsWith('-')) throw new UserError('npm run export [-- folder]');
  const base = apiBase(process.env);
  const request = ownerRequests(base, startSession(base, process.env));
  await exportData({ folder, base, request, say: console.log });
});
