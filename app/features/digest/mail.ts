import type { Mail } from '../../mail/mailer.ts';
import { htmlOf } from './html.ts';
import type { Report, Row } from './report.ts';

/** @param repeated whether an earlier attempt may have sent the same mail */
export function mailOf(report: Report, { repeated = false } = {}): Mail {
  return {
    subject: `${report.title}${repeated ? ' (repeated)' : ''}`,
    text: textOf(report),
    html: htmlOf(report),
  };
}

function textOf({ period, headline, change, views, lists, ledger, switchOff }: Report): string {
  const sections = lists.map(({ title, rows }) => [title, ...rows.map(lineOf)].join('\n'));
  return [`${period}, UTC`, [headline, change, views].join('\n'), ...sections, ledger, switchOff]
    .join('\n\n')
    .concat('\n');
}

function lineOf({ name, visitors }: Row): string {
  return `${visitors.toLocaleString('en').padStart(9)}  ${name}`;
}
