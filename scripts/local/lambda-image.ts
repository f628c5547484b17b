import type { ContainerRuntimeClient } from 'testcontainers';
import { UserError } from '../lib/user-error.ts';

/** This machine's processor, as the template's parameter names it: containers run on it. */
export const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

// A tag, no digest: SAM runs this name, and AWS changes the image as it changes the runtime of the deployed
// function. It gets no credentials but dummies.
export const lambdaImage = `public.ecr.aws/lambda/nodejs:24-${architecture}`;

/** Pulls Lambda's image unless the engine has it. @throws {UserError} when the pull fails. */
export async function ensureLambdaImage(engine: ContainerRuntimeClient): Promise<void> {
  const { ImageName } = await import('testcontainers');
  const image = ImageName.fromString(lambdaImage);
  if (await engine.image.exists(image)) return;
  console.log(`Pulling ${lambdaImage} …`);
  await engine.image.pull(image).catch((error: Error) => {
    throw new UserError(
      `The image for the function, ${lambdaImage}, cannot be pulled (${error.message.trim()}).`,
    );
  });
}
