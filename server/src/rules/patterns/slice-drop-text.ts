import type { FileModel } from '../../semantic/index.js';
import { printType } from '../../semantic/index.js';
import type { SliceDrop } from './slice-drop.js';

/** What the slots keep that the slice does not show any more, and until when. */
export function describeDrop(model: FileModel, drop: SliceDrop): string {
  const { shape, place } = drop;
  const value = model.textOf(drop.value).replace(/\s+/g, ' ');
  const element = printType(drop.element).replace(/[\w.-]+\//g, '');
  switch (shape.kind) {
    case 'head': {
      const what = shape.count === '1' ? `the ${element} in front` : `what was in front, each a ${element},`;
      return `${value} leaves ${what} in the array of ${place}: it stays alive until append makes a new array`;
    }
    case 'tail': {
      const what = shape.count === '1' ? `the last ${element}` : `the last ones, each a ${element},`;
      return `${value} leaves ${what} in the array of ${place}: it stays alive until append overwrites it`;
    }
    case 'removed':
      return `behind the length of ${place} the array keeps the ${element} that was last: it stays alive until append overwrites it`;
    case 'cut':
      return `${place} is cut to nothing, but its array keeps every ${element}: they stay alive until append overwrites them`;
  }
}
