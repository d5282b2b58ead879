import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the bundle that this code is part of: the other bundles and the .wasm files lie beside it. */
export function bundleDirectory(): string {
  return dirname(fileURLToPath(import.meta.url));
}
