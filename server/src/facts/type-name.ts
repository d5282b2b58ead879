/** A defined type by its package and name; `path` is '' for the package that is looked at, as in `Type`. */
export interface TypeName {
  readonly path: string;
  readonly name: string;
}
