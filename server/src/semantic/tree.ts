/**
 * The shapes of the tree, for `rules/patterns` and `facts` only: a rule asks a pattern or the model instead.
 */
export {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  firstChild,
  indexOfChild,
  nextSibling,
  isWithin,
  kindOf,
  parentOf,
} from '../syntax/index.js';
