// The handler on the SDK, as a bundle with a code cache exports it.
import { handler } from './bare.js';

export const start = async () => handler;
