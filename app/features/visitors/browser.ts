import { isbot } from 'isbot';

/** Real browsers send shorter agents. The limit also bounds the time that regular expressions take. */
const maxLength = 512;

/**
 * How browsers begin; some apps put their own name first. The last two are Opera's and UC's browsers for
 * phones, whose servers load the page.
 */
const beginning = /^(?:\w[\w ]*\/[\d.]+ )?(?:Mozilla\/[45]\.0|Opera\/9\.\d+|UCWEB\/2\.0) ?\(/;

/** Browsers name an engine or a well-known browser; old consoles and UC's proxy name only themselves. */
const engine =
  /AppleWebKit|KHTML|\b(?:Gecko|Trident|Servo|Safari|Chrome|Firefox|UCBrowser)\/|\bMSIE |\bLibWeb|^Opera|Nintendo|PlayStation/i;

/** What isbot takes for bots' words: WeChat's process on Android, Sogou's browsers, news apps, Google's TVs. */
const misread =
  /\bProcess\/tools\w*|\bSogou(?:MobileBrowser|MSE|Search)\b|\b(?:Apple|Smart)?News(?:Article)?\/|\bGoogle TV\b|\bCE-HTML\/1\.0\b/gi;

/**
 * Page testers, scanners, assistants, mail programs and scripted browsers that isbot takes for people: they
 * add a word to the agent of a browser.
 */
const tools =
  /\b(?:GTmetrix|YLT|DebugBear|sitespeed|Calibre|ThousandEyes|Checkly|Uptrends|AlertSite|Percy|Siteimprove|Monsido|pa11y|Sitebulb|ContentKing|SEMrush|Acunetix|Netsparker|Nessus|Nikto|Nuclei|Qualys\w*|sqlmap|w3af|Assetnote|Censys|Shodan|Netcraft|jsdom|HappyDOM|Puppeteer|Prerender|Rendertron|Browserless|TestCafe|SlimerJS|CasperJS|Miniature\.io|\w+-User|ms-office)\b/i;

/**
 * Whether a browser that people use sends this agent. A client that does not introduce itself as one is
 * none, so libraries and tools need no rule; isbot and `tools` know those that do. Text browsers are none:
 * they run no scripts, so the page never tracks them. What imitates a browser entirely is not recognized.
 */
export function isBrowser(agent: string): boolean {
  if (agent.length > maxLength || !beginning.test(agent) || !engine.test(agent)) return false;
  return !tools.test(agent) && !isbot(agent.replace(misread, ''));
}
