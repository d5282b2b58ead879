import { describe, expect, it } from 'vitest';
import { sampleFinding } from '../../../test/support/report-sample.js';
import { toDiagnostic } from './diagnostics.js';
import { fixesOf } from './fixes.js';
import type { FixOptions } from './fixes.js';

const options: FixOptions = {
  encoding: 'utf-16',
  documentChanges: true,
  snippetEdits: false,
  disabledActions: true,
  document: { path: sampleFinding.path, uri: 'file:///node/p2p/peer.go', version: 3 },
  uriOf: (path) => `file:///node/${path}`,
};
const unfixable = { ...sampleFinding, fixes: [], noFix: 'the channel has several senders' };

describe('fixesOf', () => {
  it('offers what a finding offers, with the version of the text', () => {
    const [fix, ...more] = fixesOf(sampleFinding, undefined, options);
    expect(more).toEqual([]);
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(fix).not.toHaveProperty('disabled');
    expect(fix?.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: 'file:///node/p2p/peer.go', version: 3 } },
      { textDocument: { uri: 'file:///node/p2p/other.go', version: null } },
    ]);
  });

  it('says by a disabled action why there is no fix', () => {
    const { relatedInformation, rulePage } = { relatedInformation: true, rulePage: () => undefined };
    const diagnostic = toDiagnostic(unfixable, { ...options, relatedInformation, rulePage });
    expect(fixesOf(unfixable, diagnostic, options)).toEqual([
      {
        title: 'No fix for GL4001: the channel has several senders',
        kind: 'quickfix',
        diagnostics: [diagnostic],
        disabled: { reason: 'the channel has several senders' },
      },
    ]);
  });

  it('offers nothing that a client would take for an action that does nothing', () => {
    expect(fixesOf(unfixable, undefined, { ...options, disabledActions: false })).toEqual([]);
  });

  it('has nothing to say where no fix is expected', () => {
    expect(fixesOf({ ...sampleFinding, fixes: [] }, undefined, options)).toEqual([]);
  });
});
