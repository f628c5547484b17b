import { execFile } from 'node:child_process';
import { runScript } from './lib/user-error.ts';
import { readReport } from './supply/audit-report.ts';

// Asks npm's registry for known vulnerabilities in the packages of a lock file: those that are deployed, or with
// `--all` those of all lock files. Exits with 0 if there are none, with 1 if there are, and with 2 if any
// question had no answer.
const all = process.argv.includes('--all');
const folders = all ? ['.', 'scripts/rehearsal', 'site/pdf/fonts', 'test/browser'] : ['.'];

await runScript(async () => {
  for (const folder of folders) {
    const { code, text } = readReport(await npmAudit(folder));
    console.log(`${folder === '.' ? 'package-lock.json' : `${folder}/package-lock.json`}: ${text}`);
    process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
  }
});

/** What npm prints. With its option `offline`, it would report no vulnerabilities without asking. */
function npmAudit(cwd: string): Promise<string> {
  const args = ['audit', '--json', '--package-lock-only', '--offline=false', '--audit-level=low'];
  if (!all) args.push('--omit=dev');
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
    execFile('npm', args, options, (error, stdout) => {
      resolve(stdout.trim() || JSON.stringify({ error: { summary: error?.message } }));
    });
  });
}
