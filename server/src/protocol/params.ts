import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Position, Range } from 'vscode-languageserver';
import type { Cancellation } from '../base/index.js';

/** The URI of the document that a request is about. What a client sends need not be what the protocol says. */
export function documentUri(params: unknown): string {
  const uri = property(property(params, 'textDocument'), 'uri');
  if (typeof uri !== 'string') throw invalid('textDocument.uri is missing');
  return uri;
}

export function positionIn(params: unknown): Position {
  return readPosition(property(params, 'position'), 'position');
}

export function rangeIn(params: unknown): Range {
  const range = property(params, 'range');
  return {
    start: readPosition(property(range, 'start'), 'range.start'),
    end: readPosition(property(range, 'end'), 'range.end'),
  };
}

/** The strings of a list; none where there is no such list. */
export function stringsIn(params: unknown, name: string): readonly string[] | undefined {
  const value = property(params, name);
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw invalid(`${name} is no list of strings`);
  return value;
}

/** The error for a request that makes no sense. */
export function invalid(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** The engine's view of the client's wish to stop. */
export function cancellationOf(token: CancellationToken): Cancellation {
  return {
    get isCancelled() {
      return token.isCancellationRequested;
    },
  };
}

/** A property of whatever it may be. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function readPosition(value: unknown, name: string): Position {
  const line = property(value, 'line');
  const character = property(value, 'character');
  if (typeof line !== 'number' || typeof character !== 'number') throw invalid(`${name} is no position`);
  return { line, character };
}
