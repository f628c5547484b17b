import { test } from 'tap';
import {
  countryOf,
  deviceOf,
  pageOf,
  referrerHost,
} from '../../app/features/visitors/dimensions.ts';
import { people } from '../support/agents.ts';

const paths: [string | undefined, string][] = [
  [undefined, '/'],
  ['/', '/'],
  ['/index.html', '/'],
  ['/?utm_source=x', '/'],
  ['/#work', '/'],
  ['', 'other'],
  ['/nowhere', 'other'],
  ['/../etc/passwd', 'other'],
  ['/\u0000', 'other'],
  ['//elsewhere.example/', 'other'],
  ['https://elsewhere.example/', 'other'],
  ['/'.repeat(5000), 'other'],
  ['__proto__', 'other'],
];
for (const [path, page] of paths) {
  test(`the path ${JSON.stringify(path)?.slice(0, 40)} is counted as ${page}`, (t) => {
    t.equal(pageOf(path, new Set(['/'])), page);
    t.end();
  });
}

const site = 'https://me.example';
const referrers: [string | undefined, string][] = [
  [undefined, 'none'],
  ['', 'none'],
  ['https://me.example/blog', 'none'],
  ['https://www.google.com/search?q=me', 'google.com'],
  ['https://News.Example/item?id=1#c', 'news.example'],
  ['http://user:secret@a.example:8080/x', 'a.example'],
  ['https://bücher.example/', 'xn--bcher-kva.example'],
  ['android-app://com.linkedin.android/', 'linkedin.com'],
  ['android-app://com.linkedin.android', 'linkedin.com'],
  ['android-app://com.google.android.gm/', 'mail.google.com'],
  ['android-app://com.google.android.gm.lite/', 'mail.google.com'],
  ['android-app://com.google.android.googlequicksearchbox/https/www.google.com', 'google.com'],
  ['android-app://com.slack/', 'slack.com'],
  ['android-app://com.Slack/', 'slack.com'],
  ['ANDROID-APP://org.telegram.messenger/', 'telegram.org'],
  ['android-app://com.example.mail/', 'other'],
  ['android-app://com.linkedin.android.evil/', 'other'],
  ['android-app://constructor/', 'other'],
  ['android-app://__proto__/', 'other'],
  ['android-app://', 'other'],
  ['ios-app://288429040/linkedin', 'other'],
  ['https://192.0.2.1/', 'other'],
  ['https://[2001:db8::1]/', 'other'],
  ['http://intranet/', 'other'],
  ['news.example', 'other'],
  ['javascript:alert(1)', 'other'],
  ['https://', 'other'],
  [`https://${'a'.repeat(60)}.example.org/`, 'other'],
  [`https://a.example/${'x'.repeat(8000)}`, 'a.example'],
];
for (const [referrer, host] of referrers) {
  test(`the referrer ${JSON.stringify(referrer)?.slice(0, 40)} is counted as ${host}`, (t) => {
    t.equal(referrerHost(referrer, site), host);
    t.end();
  });
}

test('a country is two capital letters, and all else is counted as unknown', (t) => {
  t.equal(countryOf('DE'), 'DE');
  for (const header of [undefined, '', 'de', 'DEU', 'D1', 'DE, US', ['DE', 'US']]) {
    t.equal(countryOf(header), 'unknown');
  }
  t.end();
});

for (const [device, agents] of Object.entries(people)) {
  test(`the devices of these agents are counted as ${device}`, (t) => {
    for (const agent of agents) t.equal(deviceOf(agent), device, agent);
    t.equal(deviceOf('Lynx/2.9'), 'other');
    t.end();
  });
}
