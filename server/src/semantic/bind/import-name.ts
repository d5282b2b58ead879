/**
 * The names that an import without a name may have in its file, the likeliest first. The package clause of the imported
 * package decides, which is not read: a rule that needs certainty asks about the standard library only, where the last
 * element of the path always is the name.
 */
export function guessImportNames(path: string): readonly string[] {
  const elements = path.split('/').filter((element) => element !== '');
  let last = elements.at(-1) ?? '';
  if (/^v[0-9]+$/.test(last) && elements.length > 1) last = elements.at(-2) ?? last;
  last = last.replace(/\.v[0-9]+$/, '');
  const names = [
    last,
    last.replace(/^go[-.]/, ''),
    last.replace(/[-.]go$/, ''),
    last.replace(/-/g, '_'),
    last.replace(/[-.]/g, ''),
  ];
  return [...new Set(names.filter((name) => /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name)))];
}
