import type { Call, FileModel, OnPaths } from '../../semantic/index.js';
import type { RuleConfidence } from '../rule.js';
import { givenUp } from './given-up.js';
import type { Hold } from './hold.js';
import type { Holds } from './holds.js';
import type { Target } from './target.js';

/** A link to the target that is still there at the function's return, on some path at least. */
export interface Reach {
  readonly link: Hold;
  /** On which paths the link is cut; never `every`. */
  readonly cut: Exclude<OnPaths, 'every'>;
}

/** Those of the links that stay; `endingCalls` take the finalizer or cleanup off again. */
export function reachesOf(
  model: FileModel,
  target: Target,
  holds: Holds,
  links: readonly (Hold | undefined)[],
  endingCalls: readonly Call[],
): Reach[] {
  return links.flatMap((link) => {
    if (link === undefined) return [];
    const cut = givenUp(model, target, holds, link, endingCalls);
    return cut === 'every' ? [] : [{ link, cut }];
  });
}

/** The one that is the most certain, the first of several. */
export function worstOf(reaches: readonly Reach[]): Reach | undefined {
  const certain = reaches.find(({ link, cut }) => cut === 'none' && link.isCertain);
  return certain ?? reaches.find(({ link }) => link.isCertain) ?? reaches[0];
}

/** What follows, to stand at the end of a message. */
export function consequenceOf({ link, cut }: Reach, what: 'finalizer' | 'cleanup'): string {
  if (!link.isCertain) return `if so, the ${what} never runs`;
  if (cut === 'some') return `where that is not changed later, the ${what} never runs`;
  return `it stays reachable, so the ${what} never runs`;
}

/** One step lower for a link that is not certain, and one for a link that is cut on some paths. */
export function confidenceOf({ link, cut }: Reach): RuleConfidence {
  const steps = (link.isCertain ? 0 : 1) + (cut === 'some' ? 1 : 0);
  return steps === 0 ? 'high' : steps === 1 ? 'medium' : 'low';
}
