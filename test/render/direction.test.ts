import { test } from 'tap';
import { directionOf } from '../../app/render/direction.ts';

test('the direction of a language follows from its script', (t) => {
  for (const language of [
    'ar',
    'fa',
    'he',
    'yi',
    'ur',
    'ckb',
    'az-Arab',
    'pa-PK',
    'ff-Adlm',
    'nqo',
    'syr',
  ])
    t.equal(directionOf(language), 'rtl', language);
  for (const language of ['en', 'ar-Latn', 'az', 'pa', 'ja', 'he-Latn-IL', 'hi'])
    t.equal(directionOf(language), 'ltr', language);
  t.end();
});
