const charWidth = 7;
const padding = 6;

/**
 * An SVG badge, 20 px high, that follows the reader's colour scheme. The font is monospaced, so that
 * its width is known without measuring text.
 */
export function badge(count: number): string {
  const label = count === 1 ? 'visit' : 'visits';
  const value = count.toLocaleString('en-US');
  const labelWidth = label.length * charWidth + 2 * padding;
  const valueWidth = value.length * charWidth + 2 * padding;
  const width = labelWidth + valueWidth;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-labelledby="title desc">
<title id="title">${value} ${label}</title>
<desc id="desc">Views of this site, counted since it was set up</desc>
<style>
rect{fill:#f4f1ea;stroke:#6b6558}text{font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#24211c}.value{font-weight:700}
@media(prefers-color-scheme:dark){rect{fill:#24262a;stroke:#8f9299}text{fill:#e9e7e2}}
</style>
<rect x=".5" y=".5" width="${width - 1}" height="19" rx="3"/>
<text x="${padding}" y="14" textLength="${label.length * charWidth}">${label}</text>
<text class="value" x="${labelWidth + padding}" y="14" textLength="${value.length * charWidth}">${value}</text>
</svg>
`;
}
