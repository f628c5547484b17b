/** Names that the owner understands, for the names in the API's answers. */

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Other programs write countries as they like: what is no code stays. */
export function countryName(code: string): string {
  if (code === 'unknown') return 'Unknown';
  if (!/^[A-Z]{2}$/i.test(code)) return code;
  return countries.of(code.toUpperCase()) ?? code;
}

const pages: Record<string, string> = {
  '/': 'Resume',
  '/blog/': 'Blog',
  '/projects/': 'Projects',
  '/certifications/': 'Certifications',
  other: 'Other addresses',
};

export function pageName(path: string): string {
  return named(pages, path);
}

const referrers: Record<string, string> = {
  none: 'No referrer',
  other: 'Other sites',
};

export function referrerName(host: string): string {
  return named(referrers, host);
}

const devices: Record<string, string> = {
  desktop: 'Computers',
  mobile: 'Phones',
  tablet: 'Tablets',
  other: 'Other devices, such as a television',
};

export function deviceName(device: string): string {
  return named(devices, device);
}

const goals: Record<string, string> = {
  pdf: 'Opened the PDF',
  email: 'Followed the e-mail link',
  phone: 'Followed the phone link',
  linkedin: 'Followed the link to LinkedIn',
  github: 'Followed the link to GitHub',
  link: 'Followed another contact link',
};

export function goalName(goal: string): string {
  return named(goals, goal);
}

const sources: Record<string, string> = {
  goatcounter: 'GoatCounter',
  plausible: 'Plausible',
  umami: 'Umami',
  csv: 'a CSV file',
  counter: 'an earlier counter',
};

/** The program that counted imported numbers. */
export function sourceName(source: string): string {
  return named(sources, source);
}

function named(names: Record<string, string>, key: string): string {
  return Object.hasOwn(names, key) ? (names[key] ?? key) : key;
}
