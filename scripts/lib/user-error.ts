/** Something that the person at the terminal can put right: printed as one line, without a stack. */
export class UserError extends Error {}

/** Runs `main`; a `UserError` ends the process with its line on stderr and exit code 1. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
