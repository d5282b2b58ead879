/** A relative '/'-separated path as a relative URI reference. */
export function relativeUri(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

/** The `file:` URI of a folder, with a slash at its end, from an absolute path of any system. */
export function folderUri(absolute: string): string {
  const isWindows = /^[A-Za-z]:[\\/]|^\\\\/.test(absolute);
  const path = isWindows ? absolute.replaceAll('\\', '/') : absolute;
  const encoded = relativeUri(path)
    .replace(/\/*$/, '/')
    .replace(/^([A-Za-z])%3A\//, '$1:/');
  if (path.startsWith('//')) return `file:${encoded}`;
  return encoded.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`;
}

function encodeSegment(segment: string): string {
  // Half a surrogate pair, possible in names on Windows, has no encoding.
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}
