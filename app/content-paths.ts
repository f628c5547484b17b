const prefixes = [
  '/v1/blog',
  '/v1/projects',
  '/v1/certifications',
  '/v1/media',
  '/blog',
  '/projects',
  '/certifications',
];

/** Whether `registerContentRoutes` has the routes of a path. */
export function isContentPath(path: string): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
