import type { SourceFile } from '../../../src/engine/index.js';
import type { FileModel, FuncInfo } from '../../../src/semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  endOf,
  firstChild,
  kindOf,
  parentOf,
  startOf,
} from '../../../src/syntax/index.js';
import type { FlatAst, NodeId } from '../../../src/syntax/index.js';
import type { Edit } from '../../../src/text/index.js';
import { readExpectations } from '../expectations.js';
import { modelOf } from './names.js';

const UNRELATED = 'if "a" == "b" { _ = 0 }; ';

/** Leave the statement that they stand in, or belong to the function around them. */
const BOUND: ReadonlySet<Kind> = new Set([
  Kind.return_statement,
  Kind.defer_statement,
  Kind.goto_statement,
  Kind.labeled_statement,
  Kind.fallthrough_statement,
]);

const MOVABLE: ReadonlySet<Kind> = new Set([
  Kind.assignment_statement,
  Kind.block,
  Kind.dec_statement,
  Kind.expression_statement,
  Kind.expression_switch_statement,
  Kind.for_statement,
  Kind.go_statement,
  Kind.if_statement,
  Kind.inc_statement,
  Kind.select_statement,
  Kind.send_statement,
  Kind.type_switch_statement,
]);

const LOOPS: ReadonlySet<Kind> = new Set([Kind.for_statement]);
const BREAKABLE: ReadonlySet<Kind> = new Set([
  Kind.for_statement,
  Kind.select_statement,
  Kind.expression_switch_statement,
  Kind.type_switch_statement,
]);

/** Makes the body of every function and loop a block in itself. */
export function bodiesInBlocks(file: SourceFile): Edit[] {
  const model = modelOf(file);
  const { ast } = file;
  const bodies = [
    ...model.bindings.functions.filter((func) => !redeclares(model, func)).map(({ body }) => body),
    ...model.bindings.loops.map((loop) => childIn(ast, loop, Field.body)),
  ];
  return bodies
    .filter((body) => body !== NO_NODE)
    .sort((a, b) => b - a)
    .flatMap((body) => [insert(startOf(ast, body) + 1, '{ '), insert(endOf(ast, body) - 1, ' }')]);
}

/** Puts a statement that does nothing before every statement. */
export function withUnrelatedStatements({ ast }: SourceFile): Edit[] {
  return statementsOf(ast).map((statement) => insert(startOf(ast, statement), UNRELATED));
}

/** Moves the statements that begin on marked lines into a function that is called at once, where Go allows it. */
export function marksInClosures(file: SourceFile): Edit[] {
  const { ast, text } = file;
  const model = modelOf(file);
  const marked = new Set(readExpectations(text.text).map(({ line }) => line));
  const edits: Edit[] = [];
  let done = 0;
  for (const statement of statementsOf(ast)) {
    if (statement < done || !marked.has(text.positionAt(startOf(ast, statement)).line + 1)) continue;
    if (!isMovable(model, statement)) continue;
    done = afterOf(ast, statement);
    edits.push(insert(startOf(ast, statement), 'func() { '), insert(endOf(ast, statement), ' }()'));
  }
  return edits;
}

function insert(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}

function statementsOf(ast: FlatAst): NodeId[] {
  const lists: NodeId[] = [];
  for (let node = 0 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) === Kind.statement_list) lists.push(node);
  }
  return lists.flatMap((list) => childrenOf(ast, list)).sort((a, b) => a - b);
}

/** `x, err := f()` in the body itself assigns to a parameter or result err; in a block it would be another variable. */
function redeclares(model: FileModel, func: FuncInfo): boolean {
  const own = model.bindings.symbols.filter((symbol) => symbol.func === func.id);
  return own.some(
    ({ id, kind }) =>
      (kind === 'parameter' || kind === 'result' || kind === 'receiver') &&
      model.referencesOf(id).some(({ node }) => isShortDeclared(model.ast, node)),
  );
}

function isShortDeclared(ast: FlatAst, node: NodeId): boolean {
  const list = parentOf(ast, node);
  return kindOf(ast, list) === Kind.expression_list && kindOf(ast, parentOf(ast, list)) === Kind.short_var_declaration
    ? childIn(ast, parentOf(ast, list), Field.left) === list
    : false;
}

function isMovable(model: FileModel, statement: NodeId): boolean {
  const { ast } = model;
  if (!MOVABLE.has(kindOf(ast, statement)) || mayEndFunction(model, statement)) return false;
  for (let node = statement; node < afterOf(ast, statement); node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.func_literal) node = (afterOf(ast, node) - 1) as NodeId;
    if (BOUND.has(kind) || leaves(ast, node, statement) || isRecover(model, node)) return false;
  }
  return true;
}

/** True for a break or continue to something around the statement. */
function leaves(ast: FlatAst, node: NodeId, statement: NodeId): boolean {
  const kind = kindOf(ast, node);
  if (kind !== Kind.break_statement && kind !== Kind.continue_statement) return false;
  if (firstChild(ast, node) !== NO_NODE) return true;
  const targets = kind === Kind.break_statement ? BREAKABLE : LOOPS;
  for (let at = node; at !== NO_NODE && at >= statement; at = parentOf(ast, at)) {
    if (targets.has(kindOf(ast, at))) return false;
  }
  return true;
}

/** A deferred function recovers; one that it calls does not. */
function isRecover(model: FileModel, node: NodeId): boolean {
  return kindOf(model.ast, node) === Kind.call_expression && model.textOf(model.callAt(node).callee) === 'recover';
}

/** A function with results must end in a statement that Go knows to be its last; a call is none. */
function mayEndFunction(model: FileModel, statement: NodeId): boolean {
  const { ast } = model;
  const func = model.funcAt(statement);
  if (func === undefined || !hasResult(ast, func.node)) return false;
  return afterOf(ast, statement) === afterOf(ast, parentOf(ast, statement));
}

function hasResult(ast: FlatAst, func: NodeId): boolean {
  return childIn(ast, func, Field.result) !== NO_NODE;
}
