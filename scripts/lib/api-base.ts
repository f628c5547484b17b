/** The API that a command works on: that of `npm run dev`, unless the environment names another one. */
export function apiBase({ PORT = '3000', API_BASE_URL }: NodeJS.ProcessEnv): string {
  return (API_BASE_URL ?? `http://localhost:${PORT}/api`).replace(/\/+$/, '');
}
