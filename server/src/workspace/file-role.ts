/**
 * How a file is treated. `test`: name ends in _test.go. `generated`: marked as Go prescribes, read for facts and never
 * reported. `ignored`: its build constraint is `ignore`, it belongs to no package.
 */
export type FileRole = 'source' | 'test' | 'generated' | 'ignored';
