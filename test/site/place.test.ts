import { test } from 'tap';
import { place } from '../../site/resume/place.ts';

const cases: [what: string, location: Parameters<typeof place>[0], text: string][] = [
  ['nothing', undefined, ''],
  [
    'city and region',
    { city: 'Seattle', region: 'Washington', countryCode: 'US' },
    'Seattle, Washington',
  ],
  ['a city without a region', { city: 'Köln', countryCode: 'DE' }, 'Köln, Germany'],
  ['a region without a city', { region: 'Bavaria', countryCode: 'de' }, 'Bavaria, Germany'],
  ['a country', { countryCode: 'JO' }, 'Jordan'],
  [
    'a country in words',
    { city: 'Lyon', region: 'Rhône', countryCode: 'France' },
    'Lyon, Rhône, France',
  ],
  ['a country that does not exist', { city: 'X', countryCode: 'QQ' }, 'X, QQ'],
  ['blank parts', { city: ' ', region: 'Oregon', countryCode: 'US' }, 'Oregon, United States'],
  [
    'an American address',
    { address: '12 Pine St', city: 'Reno', region: 'NV', postalCode: '89501', countryCode: 'US' },
    '12 Pine St, Reno, NV 89501',
  ],
  [
    'a German address',
    { address: 'Am Ring 5', city: 'Köln', postalCode: '50667', countryCode: 'DE' },
    'Am Ring 5, 50667 Köln, Germany',
  ],
  ['a postal code', { postalCode: '89501', countryCode: 'US' }, '89501, United States'],
];

for (const [what, location, text] of cases) {
  test(`a place with ${what}`, (t) => {
    t.equal(place(location, 'en', ', '), text);
    t.end();
  });
}

test('the country is in the language of the resume', (t) => {
  t.equal(place({ city: 'Köln', countryCode: 'DE' }, 'de', ', '), 'Köln, Deutschland');
  t.equal(place({ city: 'عمّان', countryCode: 'JO' }, 'ar', '، '), 'عمّان، الأردن');
  t.end();
});
