const prefixes = [
  '/v1/blog',
  '/v1/projects',
  '/v1/certifications',
  '/v1/media',
  '/v1/export',
  '/v1/import',
  '/v1/imports',
  '/v1/analytics/track',
  '/v1/analytics/views',
  '/v1/analytics/top-content',
  '/v1/analytics/total-views',
  '/blog',
  '/projects',
  '/certifications',
];

/** Whether `registerContentRoutes` has the routes of a path. */
export function isContentPath(path: string): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
