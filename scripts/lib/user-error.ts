/** An error that the person at the terminal can fix: printed as one line, without a stack. */
export class UserError extends Error {}

/** Runs `main`; on a `UserError`, prints its message on stderr and exits with code 1. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
