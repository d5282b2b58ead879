/**
 * What an anonymous token says about the node it belongs to. The grammar keeps these words out of its named nodes,
 * so the flattener notes the one that matters with the parent. `none` where there is none.
 */
export const enum Op {
  none = 0,
  // unary_expression, binary_expression
  not,
  plus,
  minus,
  times,
  divide,
  modulo,
  and,
  or,
  xor,
  andNot,
  shiftLeft,
  shiftRight,
  logicalAnd,
  logicalOr,
  equal,
  notEqual,
  less,
  lessEqual,
  greater,
  greaterEqual,
  receive, // <- as unary operator
  // assignment_statement, range_clause, receive_statement, short_var_declaration
  assign,
  define, // :=
  assignOperation, // += and its kin
  // channel_type
  channelBoth,
  channelSend, // chan<-
  channelReceive, // <-chan
  // field_declaration without name
  embeddedPointer,
}
