import { readdir, readFile } from 'node:fs/promises';
import { test } from 'tap';

const files = ['README.md', ...(await readdir('docs')).filter((name) => name.endsWith('.md'))];

/** Services and commands whose answer does not depend on the region. */
const everywhere = /^aws (configure|iam|login|route53|sts) /;

test('each aws command in the documents names its region', async (t) => {
  let commands = 0;
  for (const file of files) {
    const text = await readFile(file === 'README.md' ? file : `docs/${file}`, 'utf8');
    for (const [, block = ''] of text.matchAll(/```sh\n(.*?)```/gs)) {
      const hasRegion = block.includes('export AWS_REGION=');
      for (const line of block.replaceAll(/\\\n/g, ' ').split('\n')) {
        if (!line.startsWith('aws ')) continue;
        commands++;
        t.ok(hasRegion || everywhere.test(line) || line.includes('--region '), `${file}: ${line}`);
      }
    }
    for (const [, command = ''] of text.matchAll(/`(aws \w[\w-]* [\w-]+ --[^`]*)`/g)) {
      commands++;
      t.match(command, '--region ', file);
    }
  }
  t.ok(commands > 10, `${commands} commands`);
});

test('the documents say what AWS tells a new account, and the region of a domain', async (t) => {
  const deploy = await readFile('docs/deploy.md', 'utf8');
  t.match(deploy, /Your account must be verified before you can\s+add new CloudFront resources/);
  t.match(deploy, /support case under "Account and billing"/);
  t.match(deploy, 'L-B99A9384', "the quota of Lambda's concurrency");
  t.match(deploy, 'the stack in us-east-1');
  // A zone's id comes as /hostedzone/Z…, which the parameter refuses.
  const [, command = ''] = /(aws route53 list-hosted-zones .*?)\n[^ ]/s.exec(deploy) ?? [];
  t.match(command, /Name=='example\.com\.' && !Config\.PrivateZone.* \| cut -d \/ -f 3$/s);
});
