/**
 * An object whose methods load the real one at their first call. For what the first answer of a process seldom needs.
 * @param names of its methods: all of them
 */
export function later<T extends object>(load: () => Promise<T>, names: (keyof T)[]): T {
  let loaded: Promise<T> | undefined;
  const method = (name: keyof T) => [
    name,
    async (...given: unknown[]) => {
      loaded ??= load();
      const real = (await loaded) as Record<keyof T, (...given: unknown[]) => unknown>;
      return real[name](...given);
    },
  ];
  return Object.fromEntries(names.map(method)) as T;
}
