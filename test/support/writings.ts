import type { Fields } from '../../app/features/content/service.ts';

/** A post with each element that Markdown has. */
export const longPost: Fields = {
  title: 'What a counter owes its readers',
  category: 'Engineering',
  tags: ['DynamoDB', 'C++', 'Distributed systems'],
  excerpt:
    'Counting visits exactly sounds easy until two processes, a retry and midnight meet in one request.',
  content: `A counter on a page makes a promise. This post is about how to keep it, and about what it costs.

> [!NOTE]
> The numbers are from a laptop with two cores.

## Theme

Some text with *emphasis*, **weight**, \`inline code\`, a [link](https://example.com/a/long/path) and a footnote.[^1]

1. The first step
2. The second step
   - with a detail
   - and another one

## Visitor count

\`\`\`ts
export async function add(table: Table, amount: number): Promise<number> {
  const { Attributes } = await table.send(new UpdateCommand({ Key: { pk: 'COUNT' }, UpdateExpression: 'ADD #n :one' }));
  return Number(Attributes?.n ?? amount);
}
\`\`\`

### Costs

| Route | Reads | Writes | Milliseconds at the 99th percentile | Remark |
|---|--:|--:|--:|---|
| GET /count | 0 | 1 | 12 | one item, which is never read before it is written |
| GET /v1/visitors/count | 2 | 0 | 9 | eventually consistent reads |

### Retries

- [x] Retry what certainly failed
- [ ] Retry what may have succeeded

> A write that may have succeeded is not repeated.

## Links

![A drawing](https://elsewhere.example/drawing.png)

That is all.

[^1]: A footnote with some words in it.
`,
};

export const shortPost: Fields = {
  title: 'Moved to a smaller table',
  category: 'Engineering',
  tags: ['DynamoDB'],
  content: 'The visitors of a day have a table of their own. It is emptied when the day is over.',
};

/** Headings like ids of the page's own, and the same one many times. */
export const manyHeadings: Fields = {
  title: 'Theme',
  category: 'Engineering',
  content: ['Theme', 'visitor-count', ...Array(300).fill('The same')]
    .map((heading) => `## ${heading}\n\nText.`)
    .join('\n\n'),
};

export const hostilePost: Fields = {
  title: '</script><script>alert(1)</script> & "]]>" \u0001\u200f\u202e🤔',
  category: '<b>bold</b>',
  tags: ['"><img src=x onerror=alert(1)>', '日本語'],
  excerpt: '</title><!--',
  content: 'Text\u0001\u0085\ufffe with ]]> and <script>alert(1)</script> and {{ braces }}.',
};

export const projects: Fields[] = [
  {
    name: 'Difference engine',
    description: 'Tables of polynomials, without errors of the typesetter.',
    longDescription:
      'It adds, and does nothing else.\n\n## How it works\n\nBy differences.\n\n## Parts\n\nBrass.\n\n## State\n\nUnfinished.',
    tech: ['Brass', 'Steam', 'TypeScript'],
    company: 'Babbage & Co.',
    githubUrl: 'https://github.com/example/engine',
    liveUrl: 'https://engine.example',
  },
  {
    name: 'Notes on the analytical engine',
    description: 'The first program that was published, with a diagram of its development.',
    tech: ['Paper'],
    featured: true,
  },
];

export const certifications: Fields[] = [
  {
    name: 'Solutions Architect – Associate',
    issuer: 'Cloud Academy of Examples',
    dateEarned: '2025-03-14',
    credentialUrl: 'https://credentials.example/ada',
    description: 'Networks, storage and money.',
    icon: '☁',
  },
  {
    name: 'Distributed systems',
    issuer: 'University of Examples',
    type: 'course',
    dateEarned: '2024-06-01',
  },
];
