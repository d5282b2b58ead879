import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { sampleFinding, sampleReport } from '../../test/support/report-sample.js';
import { expectValidSarif } from '../../test/support/schemas.js';
import { workspacePath } from '../base/index.js';
import type { Report } from './report.js';
import { renderSarif } from './sarif.js';

function runOf(report: Report): Run {
  const log = JSON.parse(renderSarif(report)) as Log;
  expectValidSarif(log);
  const [run] = log.runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

describe('renderSarif', () => {
  it('is valid, and names the columns that it counts in', () => {
    const run = runOf(sampleReport());
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///home/me/my%20node/' } });
  });

  it('gives each result its rule, place, function and fingerprint', () => {
    const run = runOf(sampleReport());
    const [result] = run.results ?? [];
    expect(result).toMatchObject({
      ruleId: 'GL4001',
      ruleIndex: 0,
      level: 'warning',
      partialFingerprints: { 'leaklens/v1': '3f2c06d60ffe2cc1' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'p2p/peer.go', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 23 },
          },
          logicalLocations: [{ fullyQualifiedName: '(*peer).open' }],
        },
      ],
    });
    expect(run.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('GL4001');
  });

  it('links related places from the message', () => {
    const [result] = runOf(sampleReport()).results ?? [];
    expect(result?.message.text).toBe(`${sampleFinding.message}; [c is declared here](1)`);
    expect(result?.relatedLocations).toMatchObject([{ id: 1, message: { text: 'c is declared here' } }]);
  });

  it('does not take Go code for links', () => {
    const related = [{ ...sampleFinding.related[0], message: 'a[0] is set here' }] as typeof sampleFinding.related;
    const finding = { ...sampleFinding, message: 'calls[i](x) blocks', related };
    const [result] = runOf(sampleReport({ findings: [finding] })).results ?? [];
    expect(result?.message.text).toBe('calls\\[i\\](x) blocks; [a\\[0\\] is set here](1)');
  });

  it('groups the edits of a fix by file', () => {
    const [result] = runOf(sampleReport()).results ?? [];
    expect(result?.fixes?.[0]?.artifactChanges).toMatchObject([
      { artifactLocation: { uri: 'p2p/peer.go' }, replacements: [{ insertedContent: { text: 'c ' } }] },
      { artifactLocation: { uri: 'p2p/other.go' }, replacements: [{ deletedRegion: { endColumn: 3 } }] },
    ]);
  });

  it('says why there is no fix', () => {
    const finding = { ...sampleFinding, fixes: [], noFix: 'the channel has several senders' };
    const [result] = runOf(sampleReport({ findings: [finding] })).results ?? [];
    expect(result).not.toHaveProperty('fixes');
    expect(result?.properties).toMatchObject({ kind: 'captures', noFix: 'the channel has several senders' });
  });

  it('reports what was not analysed', () => {
    const [invocation] = runOf(sampleReport()).invocations ?? [];
    const notifications = invocation?.toolExecutionNotifications?.map(({ level, message, descriptor, locations }) => {
      const place = locations?.[0]?.physicalLocation;
      return [descriptor?.id, level, place?.artifactLocation?.uri, place?.region?.startLine, message.text];
    });
    expect(invocation?.executionSuccessful).toBe(true);
    expect(notifications).toContainEqual(['skipped', 'note', 'vendor', undefined, 'not analysed: vendor folder']);
    expect(notifications).toContainEqual(['skipped', 'warning', 'x%20y.go', undefined, 'not analysed: binary file']);
    expect(notifications).toContainEqual([
      'not-fully-parsed',
      'warning',
      'cmd/broken.go',
      7,
      'not valid Go; what the error breaks was left out',
    ]);
  });

  it('does not call a run successful that broke down or was cancelled', () => {
    const skipped = [{ path: workspacePath('a.go'), reason: 'analysis failed: out of memory' }];
    const successOf = (report: Report): unknown => runOf(report).invocations?.[0]?.executionSuccessful;
    expect(successOf(sampleReport({ skipped }))).toBe(false);
    expect(successOf(sampleReport({ isCancelled: true }))).toBe(false);
  });

  it('lowers no severity to nothing', () => {
    const levels = (['error', 'warning', 'information', 'hint'] as const).map((severity) => {
      return runOf(sampleReport({ findings: [{ ...sampleFinding, severity }] })).results?.[0]?.level;
    });
    expect(levels).toEqual(['error', 'warning', 'note', 'note']);
  });

  it('leaves out what there is none of', () => {
    const finding = { ...sampleFinding, code: 'GL9999', function: '', related: [], fixes: [] };
    const [result] = runOf(sampleReport({ findings: [finding] })).results ?? [];
    expect(Object.keys(result ?? {})).toEqual([
      'ruleId',
      'level',
      'message',
      'locations',
      'partialFingerprints',
      'properties',
    ]);
  });
});

describe('the check itself', () => {
  it('refuses what is no SARIF', () => {
    expect(() => expectValidSarif({ version: '2.1.0', runs: [{}] })).toThrow('tool');
    const log = JSON.parse(renderSarif(sampleReport())) as { runs: { originalUriBaseIds: object }[] };
    for (const run of log.runs) run.originalUriBaseIds = { R: { uri: 'not a uri ü' } };
    expect(() => expectValidSarif(log)).toThrow('uri');
  });
});
