import { test } from 'tap';
import {
  countryOf,
  deviceOf,
  pageOf,
  referrerHost,
} from '../../app/features/visitors/dimensions.ts';
import { chrome } from '../support/agents.ts';

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

const devices: [string, string][] = [
  [chrome, 'desktop'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 'desktop'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1', 'mobile'],
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/142.0 Mobile Safari/537.36', 'mobile'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'mobile'],
  ['Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1', 'tablet'],
  ['Mozilla/5.0 (Linux; Android 14; SM-X910) Chrome/142.0 Safari/537.36', 'tablet'],
  ['Lynx/2.9', 'other'],
];
for (const [agent, device] of devices) {
  test(`the agent "${agent.slice(0, 50)}" is counted as ${device}`, (t) => {
    t.equal(deviceOf(agent), device);
    t.end();
  });
}
