import 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: 'public' | 'optional' | 'user' | 'owner';
  }
}
