import type { Fields } from '../../app/features/content/service.ts';

/** Invented projects of the sample person. */
export const projects: Fields[] = [
  {
    name: 'Tidewater',
    description:
      'Shows which of your cloud resources nobody has used for a month, and what they cost.',
    tech: ['Go', 'AWS Config', 'SQLite'],
    featured: true,
    githubUrl: 'https://github.com/example/tidewater',
    longDescription:
      '## Why\n\nOld test environments cost more than our production did.\n\n## How\n\nIt compares the list of resources with the last day on which a metric of theirs was not zero. Everything runs on a laptop; it needs a role that can read, and nothing else.',
  },
  {
    name: 'Lockstep',
    description:
      'Moves a table to another region while it is written to, and proves that nothing was lost.',
    tech: ['TypeScript', 'DynamoDB Streams'],
    company: 'Harbor Logistics',
  },
  {
    name: 'Paper trail',
    description: 'Turns an audit log into a page that an auditor can read.',
    tech: ['Python', 'CloudTrail'],
  },
];

/** Invented certifications. The examinations exist. */
export const certifications: Fields[] = [
  {
    name: 'Solutions Architect – Professional',
    issuer: 'Amazon Web Services',
    dateEarned: '2025-05-20',
    featured: true,
  },
  { name: 'Developer – Associate', issuer: 'Amazon Web Services', dateEarned: '2022-11-08' },
  {
    name: 'Certified Kubernetes Administrator',
    issuer: 'The Linux Foundation',
    dateEarned: '2024-02-29',
  },
  {
    name: 'Distributed systems',
    issuer: 'University course',
    type: 'course',
    dateEarned: '2021-07-16',
    description: 'Consensus, clocks and failure detectors, with a project in Go.',
  },
];
