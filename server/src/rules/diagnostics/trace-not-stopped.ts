import { endsProcess } from '../../knowledge/index.js';
import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { isWithin, reaches } from '../../semantic/index.js';
import { lineAt } from '../patterns/lines.js';
import { traceFix } from '../patterns/trace-fix.js';
import type { Started } from '../patterns/trace-stops.js';
import {
  deferredStop,
  exitWithoutStop,
  isStoppedBehind,
  leavesWorkBehind,
  startedAt,
  uncheckedFile,
} from '../patterns/trace-stops.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onCall } from '../rule.js';

const TRACES = ['runtime/trace.Start', '(*runtime/trace.FlightRecorder).Start'];
const PROFILES = ['runtime/pprof.StartCPUProfile'];

export const traceNotStopped = defineRule({
  code: 'GL5001',
  id: 'trace-not-stopped',
  title: 'Trace or CPU profile that is not stopped, or stopped too early',
  family: 'diagnostics',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    'never-stopped': 'nothing in the package stops it',
    path: 'a path through the function does not stop it',
    'stopped-too-early': 'the function returns, and stops it, before the work that is to be seen has run',
    'file-unchecked': 'the error of opening the file is dropped, and nothing is written',
    'exit-skips-stop': 'the process ends before the deferred call runs',
  },
  docs: {
    why: `A trace that runs costs time and memory for as long as the process lives, and without its end what was collected last
is never written. \`trace.Start\` does not notice a file that is nil: the trace is lost without a word.`,
    fix: `\`defer trace.Stop()\` right after the error check of Start, in the function that runs the work and waits for it.
Check the error of \`os.Create\`. Return an error instead of calling \`log.Fatal\` behind the deferred call.`,
    limits: `Where another function of the package stops the trace, or where Stop is handed on as a value, nothing is said about
its end. That the file is closed is the matter of file-not-closed.`,
    references: ['go:runtime/trace.Start', 'go:runtime/trace.Stop', 'go:runtime/pprof.StartCPUProfile'],
  },
  triggers: [
    onCall(TRACES, (context, call) => {
      check(context, call, 'Stop');
    }),
    onCall(PROFILES, (context, call) => {
      check(context, call, 'StopCPUProfile');
    }),
  ],
});

function check(context: RuleContext, call: Call, stop: string): void {
  const { model } = context;
  const started = startedAt(context, call, stop);
  if (started === undefined) return;
  reportFile(context, call);
  reportEnd(context, started, stop);
  const deferred = deferredStop(model, started);
  if (deferred === undefined) return;
  if (leavesWorkBehind(model, started)) reportEarly(context, started, deferred);
  for (const exit of exitsBehind(model, started, deferred)) reportExit(context, exit, deferred);
}

function reportFile(context: RuleContext, { callee, args }: Call): void {
  const { model } = context;
  const opened = args[0] === undefined ? undefined : uncheckedFile(model, args[0]);
  if (opened === undefined) return;
  const names = `the error of ${model.textOf(opened.callee)} is dropped`;
  const message = `${names}: ${model.textOf(callee)} writes nothing where there is no file, and says nothing`;
  context.report({ at: model.spanOf(opened.callee), kind: 'file-unchecked', message });
}

function reportEnd(context: RuleContext, started: Started, stop: string): void {
  const { model, facts } = context;
  const { call } = started;
  const what = stop === 'Stop' ? 'the trace' : 'the profile';
  const at = model.spanOf(call.callee);
  if (!facts.traceStops.has(stop)) {
    const end = call.args.length === 0 ? '' : ', and its end is never written';
    const message = `nothing in the package stops ${what}: it runs on as long as the process${end}`;
    context.report({ at, kind: 'never-stopped', message, ...traceFix(model, call) });
    return;
  }
  const exit = isStoppedBehind(model, started) ? exitWithoutStop(model, started) : undefined;
  if (exit === undefined) return;
  const message = `${what} is not stopped on the path through line ${lineAt(model, model.spanOf(exit).start)}`;
  context.report({ at, kind: 'path', message, related: [{ at: model.spanOf(exit), message: 'returns here' }] });
}

function reportEarly(context: RuleContext, { call }: Started, deferred: NodeId): void {
  const { model } = context;
  const message = `the function returns at once and stops what ${model.textOf(call.callee)} began, before its goroutines have done their work`;
  context.report({ at: model.spanOf(deferred), kind: 'stopped-too-early', message });
}

/** The calls behind the deferred one that end the process. */
function exitsBehind(model: FileModel, { func, cfg }: Started, deferred: NodeId): readonly Call[] {
  const from = cfg.pointOf(deferred);
  return model.callsIn(func.body).filter((call) => {
    const point = cfg.pointOf(call.node);
    if (from === undefined || point === undefined || isWithin(model.ast, call.node, deferred)) return false;
    return model.importedCallees(call).some((name) => endsProcess.has(name)) && reaches(cfg, from, point, () => false);
  });
}

function reportExit(context: RuleContext, { callee }: Call, deferred: NodeId): void {
  const { model } = context;
  const line = lineAt(model, model.spanOf(deferred).start);
  context.report({
    at: model.spanOf(callee),
    kind: 'exit-skips-stop',
    severity: 'information',
    message: `${model.textOf(callee)} ends the process before the call that is deferred in line ${line} runs: what was collected last is lost`,
    related: [{ at: model.spanOf(deferred), message: 'this does not run' }],
  });
}
