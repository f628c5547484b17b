import { checkResume } from './check-resume/check.ts';
import { extractors } from './check-resume/extractors.ts';
import { runScript } from './lib/user-error.ts';

// npm run check-resume [-- --online]: what programs read back from the PDF that was just built. With
// --online it also asks whether the links answer. Exit code 1 when there is something to mend.
await runScript(async () => {
  const { report, isGood } = await checkResume({
    source: 'public/resume.json',
    site: 'dist/site',
    extractors,
    online: process.argv.includes('--online'),
  });
  console.log(report.join('\n'));
  process.exitCode = isGood ? 0 : 1;
});
