import type { FuncInfo } from '../../semantic/index.js';
import { clearSlots } from '../patterns/slice-drop-fix.js';
import { describeDrop } from '../patterns/slice-drop-text.js';
import type { SliceDrop } from '../patterns/slice-drop.js';
import { sliceDropsIn } from '../patterns/slice-drop.js';
import { placesOfSlice, severityOfDrop } from '../patterns/slice-owner.js';
import { isTakenCareOf } from '../patterns/slice-slots.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onFunction } from '../rule.js';

export const staleSliceSlots = defineRule({
  code: 'GL2001',
  id: 'stale-slice-slots',
  title: 'Elements that a slice drops stay alive in its array',
  family: 'memory',
  severity: 'information',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    head: 'elements are dropped in front: q = q[1:]',
    tail: 'elements are dropped at the end: q = q[:len(q)-1]',
    removed: 'elements are removed by moving the others down: append(q[:i], q[i+1:]...)',
    cut: 'the slice is cut to be filled again: q = q[:0]',
  },
  docs: {
    why: `A slice is a view of an array, and the garbage collector goes through the whole array: what lies in front of the
view or behind its length is reachable as long as the array is. A queue that is popped by q = q[1:] keeps what it popped
until append runs out of room and copies the rest; a stack, and a list that something is removed from, until the slot is
written again. A queue that stands still keeps it for ever.`,
    fix: `Set the slot to nil before it is out of sight, or clear the slots. slices.Delete, slices.DeleteFunc,
slices.Compact and slices.Replace do so themselves since Go 1.22.`,
    limits: `Looked at are fields, package variables and what pointers to slices lead to, if the package appends to them,
and variables of loops without end. Elements without pointers are left out; text and functions are small, and stacks and
slices that are cut to be filled again are overwritten soon as a rule, so that there is only a hint. Nothing is said where
the function clears any slot of the slice, hands it or a part of it on, or gives the variable another array.`,
    references: ['https://go.dev/wiki/SliceTricks', 'go:slices.Delete', 'https://go.dev/blog/generic-slice-functions'],
  },
  triggers: [onFunction(check)],
});

function check(context: RuleContext, func: FuncInfo): void {
  for (const drop of sliceDropsIn(context, func)) {
    if (!isTakenCareOf(context.model, func, drop)) report(context, drop);
  }
}

function report(context: RuleContext, drop: SliceDrop): void {
  const { model } = context;
  context.report({
    at: model.spanOf(drop.statement),
    kind: drop.shape.kind,
    severity: severityOfDrop(context.facts, drop),
    message: describeDrop(model, drop),
    related: placesOfSlice(model, drop),
    ...clearSlots(context, drop),
  });
}
