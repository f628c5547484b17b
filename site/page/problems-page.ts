import { html } from 'ghtml';

/** The page that `npm run dev` shows while the resume has mistakes. `style` is the path of its CSS. */
export function problemsPage(problems: string[], style: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>resume.json</title>
        <link rel="stylesheet" href="${style}">
      </head>
      <body>
        <main class="message">
          <h1>resume.json cannot be shown yet</h1>
          <ul>!${problems.map((problem) => html`<li><code>${problem}</code></li>`)}</ul>
        </main>
      </body>
    </html>`;
}
