import { execFile } from 'node:child_process';
import { runScript } from './lib/user-error.ts';
import { type Outcome, readReport } from './supply/audit-report.ts';
import { readSignatures } from './supply/signature-report.ts';

// Asks npm's registry for known vulnerabilities in the packages of a lock file: those that are deployed, or with
// `--all` those of all lock files. With `--signatures`, it compares the installed packages with what the registry
// signed instead. Exits with 0 if it found nothing, with 1 if it did, and with 2 if any question had no answer.
const all = process.argv.includes('--all');
const signatures = process.argv.includes('--signatures');
const folders = all
  ? ['.', 'bench/peers', 'scripts/rehearsal', 'site/pdf/fonts', 'test/browser']
  : ['.'];

await runScript(async () => {
  if (signatures)
    return report('node_modules', readSignatures(await npmAudit('.', ['signatures'])));
  for (const folder of folders) {
    const args = ['--package-lock-only', '--audit-level=low', ...(all ? [] : ['--omit=dev'])];
    const name = folder === '.' ? 'package-lock.json' : `${folder}/package-lock.json`;
    report(name, readReport(await npmAudit(folder, args)));
  }
});

function report(what: string, { code, text }: Outcome): void {
  console.log(`${what}: ${text}`);
  process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
}

/** What npm prints. With its option `offline`, it would report no vulnerabilities without asking. */
function npmAudit(cwd: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
    const command = ['audit', ...args, '--json', '--offline=false'];
    execFile('npm', command, options, (error, stdout) => {
      resolve(stdout.trim() || JSON.stringify({ error: { summary: error?.message } }));
    });
  });
}
