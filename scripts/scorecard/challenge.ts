import { apiSteps } from './api-steps.ts';
import { deliverySteps } from './delivery-steps.ts';
import { iac, mods, realtime, supplyChain } from './extensions.ts';
import { pageSteps } from './page-steps.ts';
import type { Step } from './step.ts';

interface Part {
  title: string;
  /** Where the challenge describes it. */
  url: string;
  steps: Step[];
}

const site = 'https://cloudresumechallenge.dev';
const projects = 'https://github.com/cloudresumechallenge/projects/blob/main/projects';

/** The Cloud Resume Challenge on AWS, and what was published to extend a resume that is there. */
export const parts: Part[] = [
  {
    title: 'The Cloud Resume Challenge',
    url: `${site}/docs/the-challenge/aws/`,
    steps: [...pageSteps, ...apiSteps, ...deliverySteps],
  },
  {
    title: 'Extension: Securing your software supply chain',
    url: `${site}/docs/extensions/supply-chain/`,
    steps: supplyChain,
  },
  {
    title: 'Extension: Getting started with infrastructure as code',
    url: `${site}/docs/extensions/terraform-getting-started/`,
    steps: iac,
  },
  {
    title: 'Project: Sending updated visitor count to all clients',
    url: `${projects}/aws/realtime-counter.md`,
    steps: realtime,
  },
  // The book is not online: readers describe these.
  { title: 'Mods of the guidebook', url: `${site}/book/`, steps: mods },
];
