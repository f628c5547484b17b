import type { Texts } from './texts.ts';

export const en: Texts = {
  language: 'en',
  controller: 'Who is responsible',
  noContact: 'This site shows no address for messages.',
  parts: ({ counter, logDays, breakdownDays, traces, region }) => [
    {
      title: 'In short',
      paragraphs: [
        'This site sets no cookies for its visitors, shows no advertising and loads nothing from other companies’ sites. It counts its visitors without storing who they are. For counting, it neither stores nor reads anything in your browser.',
      ],
    },
    {
      title: 'Delivering the site',
      paragraphs: [
        'To send you a page, the servers process your IP address and what your browser sends with each request, such as its name and the page that led here. Without that, no page could reach you.',
        `A technical log keeps a line for each request that counts a visit, loads a text or reads a number: which function was called, whether it succeeded, and when. It contains neither your IP address nor the name of your browser, and is deleted after ${days(logDays)}. It serves to find faults and attacks.`,
        ...(traces
          ? [
              'A diagnostic service of the hosting, AWS X-Ray, is switched on. It also stores IP addresses, for 30 days.',
            ]
          : []),
        'The server counts failed and successful attempts to sign in to the administration of this site. For this it stores the network that an attempt came from, as a number made with a random key, and deletes both the night after.',
      ],
    },
    {
      title: 'Counting visitors',
      paragraphs: [
        'When a page is shown, a script of this site reports the page and the address that led to it. When you open the PDF or follow a link to contact me, it reports that this was done. The server makes a number from your IP address, the name of your browser and a random key, compares it with the numbers of the same day (UTC), and so counts you once a day. A second number of this kind counts each text you read, and each link for contact that you use.',
        'The key and these numbers are deleted after the end of the day, usually within an hour. Until then, they are pseudonymous data. If a fault delays that, the key is deleted within some days all the same, and nobody can compute the numbers again. What stays are totals of the day: visitors, the pages they opened first, the sites they came from (only if at least two visitors of the day came from one), their countries, kinds of device, readers of each text, and uses of the PDF and the contact links.',
        breakdownDays > 0
          ? `The totals by page, site, country, device and link are removed after about ${days(breakdownDays)}. The number of visitors of each day and the number of readers of each text are kept for good.`
          : 'These totals are kept for good.',
        ...(counter === 'views'
          ? [
              'The number at the end of the page counts each time that the page is opened, also by visitors who objected to being counted as described below. It is a single number, and nothing about you is stored for it.',
            ]
          : []),
        ...(counter === 'off' ? ['The page shows no number, but visitors are counted.'] : []),
      ],
    },
    {
      title: 'What your browser keeps',
      paragraphs: [
        'If you press the button for the light or the dark theme, your browser remembers the choice, and the pages of this site read it to show it again. It is never sent. You can remove it with the data of this site in your browser.',
      ],
    },
    {
      title: 'Purposes and legal basis',
      paragraphs: [
        'The site is delivered so that people can read this resume. Visitors are counted to learn whether it is read, and by which ways people find it. Where the General Data Protection Regulation applies, the basis for both is the legitimate interest in a site that works and in its reach (Article 6(1)(f)).',
      ],
    },
    {
      title: 'Who receives the data',
      paragraphs: [
        `The site runs on servers of Amazon Web Services (AWS), which processes the data on behalf of the person responsible. Numbers and logs are stored ${region ? `in the AWS region ${region}` : 'in one region of AWS'}. Pages are sent by AWS servers near you, anywhere in the world. So data may be processed outside your country, also in the United States; AWS’s data processing addendum has the European Commission’s standard contractual clauses for this. Nobody else receives data about you, unless a law demands it.`,
      ],
    },
    {
      title: 'Your rights',
      paragraphs: [
        'You can object to being counted at any time: switch on Global Privacy Control or Do Not Track in your browser. Then nothing is computed or stored about you as a visitor; a total of such requests is increased by one at most.',
        'As far as the law of your country grants it, you can ask for access to data about you, for its correction, deletion or restriction, and object to its processing. As nothing stored names you, it may be impossible to find data that is about you. You can complain to a data protection authority, for example the one where you live.',
        'You need not give any data, and no decision is made by automated means.',
      ],
    },
  ],
};

function days(count: number): string {
  return count === 1 ? 'one day' : `${count} days`;
}
