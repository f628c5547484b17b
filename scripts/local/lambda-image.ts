import type { ContainerRuntimeClient } from 'testcontainers';
import { UserError } from '../lib/user-error.ts';

/** As the template's parameter names it: a function runs on the processor that is here. */
export const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

export const lambdaImage = `public.ecr.aws/lambda/nodejs:24-${architecture}`;

/** Pulls Lambda's image once. @throws {UserError} when it cannot be had. */
export async function ensureLambdaImage(engine: ContainerRuntimeClient): Promise<void> {
  const { ImageName } = await import('testcontainers');
  const image = ImageName.fromString(lambdaImage);
  if (await engine.image.exists(image)) return;
  console.log(`Pulling ${lambdaImage} …`);
  await engine.image.pull(image).catch((error: Error) => {
    throw new UserError(
      `No image for the function: ${lambdaImage} cannot be pulled (${error.message.trim()}).`,
    );
  });
}
