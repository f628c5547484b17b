import { test } from 'tap';
import { fontSets, fontSetsFor } from '../../site/pdf/font-sets.ts';

for (const [text, language, country, ids] of [
  ['Zoë Ελένη Ольга ليلى Nguyễn', 'en', 'US', []],
  ['„“ … 1️⃣ 🎸 、。・ー', 'zh', 'CN', []],
  ['דנה', 'he', undefined, ['hebr']],
  ['आशा', 'hi', undefined, ['deva']],
  ['สมชาย', 'th', undefined, ['thai']],
  ['王小明', 'zh', undefined, ['hans']],
  ['王小明', 'zh-CN', 'TW', ['hans']],
  ['王小明', 'zh-TW', 'CN', ['hant']],
  ['王小明', 'zh-HK', undefined, ['hant']],
  ['王小明', 'zh-Hant', undefined, ['hant']],
  ['王小明', 'en', 'TW', ['hant']],
  ['王小明', 'en', 'hk', ['hant']],
  ['王小明', 'en', 'JP', ['jpan']],
  ['王小明', 'en', 'US', ['hans']],
  ['王小明', 'en', 'Taiwan', ['hans']],
  ['王小明', 'en', undefined, ['hans']],
  ['田中さくら', 'ja', undefined, ['jpan']],
  ['田中さくら', 'en', undefined, ['jpan']],
  ['田中カナ', 'zh-TW', undefined, ['hant', 'jpan']],
  ['김민준', 'ko', 'KR', ['kore']],
  ['金民俊 김민준', 'ko', undefined, ['hant', 'kore']],
  ['ㄅㄆㄇ', 'en', undefined, ['hant']],
  ['דנה และ 王小明', 'en', undefined, ['hans', 'hebr', 'thai']],
] as const) {
  test(`${text} in ${language}, ${country ?? 'no country'}, needs ${ids.join(', ') || 'no set'}`, (t) => {
    const sets = fontSetsFor(text, { language, country });
    t.strictSame(
      sets.map(({ id }) => id),
      ids,
    );
    t.end();
  });
}

test('each font set is a workspace with a package of an exact version', async (t) => {
  const { default: all } = await import('../../site/pdf/fonts/package.json', {
    with: { type: 'json' },
  });
  t.strictSame(
    fontSets.map(({ id }) => id),
    all.workspaces,
  );
  for (const { id, files } of fontSets) {
    const { default: workspace } = await import(`../../site/pdf/fonts/${id}/package.json`, {
      with: { type: 'json' },
    });
    const [[name = '', version]] = Object.entries<string>(workspace.dependencies) as [
      [string, string],
    ];
    t.match(version, /^\d+\.\d+\.\d+$/);
    for (const file of files) t.ok(file.startsWith(`${name}/`), file);
  }
});
