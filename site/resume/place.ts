import { line } from '../../app/render/text.ts';
import type { Resume } from './resume.ts';

type Location = NonNullable<NonNullable<Resume['basics']>['location']>;

/** The countries where the postal code ends the line of the city. */
const codeLast = new Set(['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'PH', 'SG', 'US', 'ZA']);

/**
 * A place as one writes it at home: city and region. The country follows where one of them is missing,
 * or where the resume has it in words. `comma` separates the parts.
 */
export function place(location: Location = {}, language: string, comma: string): string {
  const [address, code, city, region] = [
    line(location.address),
    line(location.postalCode),
    line(location.city),
    line(location.region),
  ];
  const country = line(location.countryCode).toUpperCase();
  const towns = codeLast.has(country)
    ? [city, join([region, code], ' ')]
    : [join([code, city], ' '), region];
  return join([address, ...towns, countryName(location, language)], comma);
}

function countryName({ city, region, countryCode }: Location, language: string): string {
  const country = line(countryCode);
  if (!/^[A-Za-z]{2}$/.test(country)) return country;
  if (line(city) && line(region)) return '';
  return new Intl.DisplayNames(language, { type: 'region' }).of(country.toUpperCase()) ?? '';
}

function join(parts: string[], separator: string): string {
  return parts.filter(Boolean).join(separator);
}
