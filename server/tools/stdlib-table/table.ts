import type { ApiPackage, ApiTypeEntry } from './api.js';

/** True if the package's sources declare the method for the type itself. */
export type IsDeclared = (path: string, type: string, method: string) => boolean;

/**
 * Takes away the methods that a struct has from an exported field that it embeds, which the description lists as its
 * own: whoever asks finds them by the embedding, with their true receiver.
 */
export function dropPromoted(packages: ReadonlyMap<string, ApiPackage>, isDeclared: IsDeclared): void {
  const typeAt = (path: string, name: string): ApiTypeEntry | undefined => packages.get(path)?.types.get(name);
  const promotes = (path: string, embedded: string, method: string): boolean => {
    const [owner, name] = ownerOf(path, embedded);
    const type = typeAt(owner, name);
    if (type === undefined) return false;
    return type.methods.has(method) || [...type.embedded].some((deeper) => promotes(owner, deeper, method));
  };
  const promoted = [...packages].flatMap(([path, { types }]) =>
    [...types].flatMap(([name, type]) =>
      [...type.methods.keys()]
        .filter((method) => [...type.embedded].some((embedded) => promotes(path, embedded, method)))
        .filter((method) => !isDeclared(path, name, method))
        .map((method) => ({ type, method })),
    ),
  );
  for (const { type, method } of promoted) type.methods.delete(method);
}

/** The lines of a package in the notation of server/src/knowledge/stdlib.ts, sorted. */
export function packageLines({ values, types }: ApiPackage): string[] {
  return [
    ...sorted(values).map(([name, type]) => (type.startsWith('(') ? `${name}${type}` : `${name} ${type}`)),
    ...sorted(types).flatMap(([name, type]) => typeLines(name, type)),
  ];
}

function typeLines(name: string, type: ApiTypeEntry): string[] {
  return [
    `${type.isAlias ? '=' : ':'}${name} ${type.underlying}`,
    ...[...type.embedded].sort().map((embedded) => `+${embedded}`),
    ...sorted(type.fields).map(([field, text]) => `.${field} ${text}`),
    ...sorted(type.methods).map(([method, { mark, signature }]) => `${mark}${method}${signature}`),
  ];
}

/** The path and name behind the type of an embedded field. */
function ownerOf(path: string, embedded: string): [string, string] {
  const named = embedded.replace(/^\*/, '');
  const dot = named.lastIndexOf('.');
  return dot < 0 ? [path, named] : [named.slice(0, dot), named.slice(dot + 1)];
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
