import type { FastifyInstance } from 'fastify';
import { CountingPaused } from '../errors.ts';

/** Whether the owner or an alarm has paused counting, as this process knows it. */
export interface CountingSwitch {
  isPaused(): boolean;
  /** Reads the switch if this process last did so a minute ago or more. Rejects if it cannot be read. */
  refresh(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers 503 while counting is paused. */
    isPausable?: boolean;
  }
  interface FastifyRequest {
    switchRead: Promise<void> | null;
  }
}

/** Answers pausable routes before the app looks at a token, a body or an item. Call this after CORS. */
export function pausable(app: FastifyInstance, counting: CountingSwitch): void {
  app.decorateRequest('switchRead', null);
  app.after(() => {
    app.addHook('onRequest', async (request) => {
      if (!request.routeOptions.config.isPausable) return;
      // In parallel with the request's own work.
      request.switchRead = counting.refresh().catch((error) => {
        request.log.warn(error, 'The switch that pauses counting could not be read');
      });
      if (counting.isPaused()) throw new CountingPaused();
    });
    // Lambda freezes the process after the answer, and what it still waits for.
    app.addHook('onSend', async (request) => {
      await request.switchRead;
    });
  });
}
