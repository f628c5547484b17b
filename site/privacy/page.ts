import { html } from 'ghtml';
import { layout } from '../../app/render/content/layout.ts';
import { labelsFor } from '../../app/render/labels.ts';
import { privacyPath, type SiteManifest } from '../../app/render/manifest.ts';
import { translationFor } from '../../app/render/translation.ts';
import { contactLink } from '../page/entries.ts';
import type { Outline } from '../resume/outline.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { Hosting } from './hosting.ts';
import type { Texts } from './texts.ts';

const translations: Record<string, Texts> & { en: Texts } = { en, de };

/**
 * The page about privacy: in the resume's language if there is a translation, else in English. It has no script, so
 * reading it is not counted, and leaves nothing in the browser. It shows of its owner what the resume's page shows.
 */
export function privacyPage(resume: Outline, site: SiteManifest, hosting: Hosting): string {
  const { language, controller, noContact, parts } = translationFor(translations, resume.language);
  const shown = language === 'en' && !/^en\b/.test(resume.language) ? 'en' : resume.language;
  const { privacy } = labelsFor(shown);
  const { name, place, contacts, counter } = resume;
  return layout(
    { ...site, language: shown, assets: { ...site.assets, themeScript: '', scripts: [] } },
    { title: privacy, description: privacy, canonical: privacyPath },
    html`<article class="post">
      <h1>${privacy}</h1>
      <div class="text">
        <h2>${controller}</h2>
        <p>${[name, place].filter(Boolean).join(', ')}</p>
        !${contacts.length ? html`<ul>!${contacts.map((link) => html`<li>!${contactLink(link)}</li>`)}</ul>` : html`<p>${noContact}</p>`}
        !${parts({ ...hosting, counter }).map(({ title, paragraphs }) => html`<h2>${title}</h2>!${paragraphs.map((text) => html`<p>${text}</p>`)}`)}
      </div>
    </article>`,
  );
}
