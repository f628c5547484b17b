import { html } from 'ghtml';
import type { Report, Row } from './report.ts';

const font = 'font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const barPercent = 100;

/**
 * A page for mail clients: tables and inline styles, no images, scripts or links. It sets no colour of text or
 * background, so that clients show it in their own, light or dark.
 */
export function htmlOf(report: Report): string {
  const { title, period, headline, change, views, lists, ledger, switchOff } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
</head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:24px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;text-align:left;${font}">
<tr><td>
<p style="margin:0;font-size:14px">${period}, UTC</p>
<h1 style="margin:8px 0 0;font-size:28px;line-height:1.2">${headline}</h1>
<p style="margin:4px 0 0">${change}<br>${views}</p>
!${lists.map(listOf).join('')}
<p style="margin:28px 0 0;font-size:14px">${ledger}</p>
<p style="margin:20px 0 0;padding:12px 0 0;border-top:1px solid #888;font-size:14px">${switchOff}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function listOf({ title, rows }: { title: string; rows: Row[] }): string {
  const most = Math.max(...rows.map(({ visitors }) => visitors), 1);
  return html`<h2 style="margin:28px 0 4px;font-size:18px;line-height:1.3">${title}</h2>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="${font}">
!${rows.map((row) => rowOf(row, most)).join('')}</table>
`;
}

function rowOf({ name, visitors }: Row, most: number): string {
  const width = Math.round((visitors / most) * barPercent);
  return html`<tr>
<td style="padding:4px 12px 4px 0;word-break:break-word">${name}
<div style="width:${width}%;min-width:2px;height:4px;border-radius:2px;background:#3d7fc4"></div></td>
<td align="right" valign="top" style="padding:4px 0;font-weight:600">${visitors.toLocaleString('en')}</td>
</tr>
`;
}
