import { buildValidator } from './validator.ts';

/**
 * How Fastify makes validators and serializers of the routes' schemas. In the bundle for Lambda, they are made already:
 * scripts/lib/precompiled/.
 */
export const compilersFactory = { buildValidator };
