import { properties, type Template } from '../aws/template.ts';

interface MethodSetting {
  HttpMethod: string;
  ResourcePath: string;
  ThrottlingRateLimit: number | { Ref: string };
}

type Methods = Record<string, { security?: object[] }>;

/** The calls per second that the template allows on each method that needs no token. */
export function publicRates(template: Template): number[] {
  const { MethodSettings } = properties(template, 'ApiProdStage');
  const settings = MethodSettings as MethodSetting[];
  const rateOf = (method: string, path: string) => {
    // `~1` stands for a slash: RFC 6901.
    const isOf = (one: MethodSetting) =>
      one.HttpMethod === method && one.ResourcePath === `/${path.replaceAll('/', '~1')}`;
    const limit = (settings.find(isOf) ?? settings.find(isDefault))?.ThrottlingRateLimit;
    return Number(typeof limit === 'object' ? template.Parameters[limit.Ref]?.Default : limit);
  };
  const { paths } = properties(template, 'Api').Body as { paths: Record<string, Methods> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security = [] }]) => security.length === 0)
      .map(([method]) => rateOf(method.toUpperCase(), path)),
  );
}

function isDefault({ HttpMethod, ResourcePath }: MethodSetting): boolean {
  return HttpMethod === '*' && ResourcePath === '/*';
}
