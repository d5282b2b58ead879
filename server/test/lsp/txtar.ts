/** A text archive: prose, then files that each begin with a line `-- name --`. */
export interface Archive {
  readonly comment: string;
  readonly files: ReadonlyMap<string, string>;
}

export function parseArchive(text: string): Archive {
  const [comment = '', ...rest] = text.split(/^-- (.+) --\n/m);
  const files = new Map<string, string>();
  for (let i = 0; i < rest.length; i += 2) files.set(rest[i] ?? '', rest[i + 1] ?? '');
  return { comment, files };
}

export function printArchive({ comment, files }: Archive): string {
  return comment + [...files].map(([name, text]) => `-- ${name} --\n${text}`).join('');
}
