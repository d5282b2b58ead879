/**
 * text: characters, lines, edits. Every offset is in UTF-16 code units from the start of the file.
 * Nothing here knows Go, but for what ends a line and what its tools call a column.
 */
export * from './decode.js';
export * from './edits.js';
export * from './source-text.js';
