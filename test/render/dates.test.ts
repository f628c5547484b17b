import { test } from 'tap';
import { period, singleDate } from '../../app/render/dates.ts';

type Ends = [start: string | undefined, end: string | undefined];

const shown = ([start, end]: Ends, language = 'en') => {
  const span = period(start, end, language);
  return [span?.start?.text, span?.ongoing ? 'now' : span?.end?.text].filter(Boolean).join(' – ');
};

test('a span that begins and ends with the same words is shown as one date', (t) => {
  for (const [ends, text] of [
    [['2018-06-04', '2018-06-29'], 'Jun 2018'],
    [['2017', '2017'], '2017'],
    [['2018-06', '2018-06-29'], 'Jun 2018'],
    [['2018-06', '2019-06'], 'Jun 2018 – Jun 2019'],
    [['2018', '2018-06'], '2018 – Jun 2018'],
    [['2018', undefined], '2018 – now'],
    [[undefined, '2018'], '2018'],
    [[undefined, undefined], ''],
  ] as [Ends, string][]) {
    t.equal(shown(ends), text);
  }
  t.end();
});

test('every language shows the year and the month of the file', (t) => {
  for (const [language, year, month, day] of [
    ['fa', '۲۰۱۸', 'ژوئن ۲۰۱۸', '۴ ژوئن ۲۰۱۸'],
    ['th', '2018', 'มิ.ย. 2018', '4 มิ.ย. 2018'],
    ['ps', '۲۰۱۸', '۲۰۱۸ جون', '۲۰۱۸ جون ۴'],
    ['ar-SA', '٢٠١٨', 'يونيو ٢٠١٨', '٤ يونيو ٢٠١٨'],
    ['ja-u-ca-japanese', '2018年', '2018年6月', '2018年6月4日'],
    ['de', '2018', 'Juni 2018', '4. Juni 2018'],
  ] as const) {
    t.equal(shown([undefined, '2018'], language), year);
    t.equal(shown([undefined, '2018-06-04'], language), month);
    t.equal(singleDate('2018-06-04', language)?.end?.text, day);
  }
  t.end();
});
