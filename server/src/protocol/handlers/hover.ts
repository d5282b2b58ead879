import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver';
import type { Finding } from '../../engine/index.js';
import { rules } from '../../rules/index.js';
import { findingToMarkdown, findingToText } from '../convert/rule-text.js';
import { toOffset, toRange } from '../convert/positions.js';
import { cancellationOf, documentUri, positionIn } from '../params.js';
import type { ServerState } from '../server-state.js';

/** What the rule says, on the range of a finding and nowhere else: other places belong to the language's own server. */
export async function hover(server: ServerState, params: HoverParams, token: CancellationToken): Promise<Hover | null> {
  const position = positionIn(params);
  const checked = await server.session.check(documentUri(params), cancellationOf(token));
  if (checked === undefined) return null;
  const offset = toOffset(checked.text, position, server.client.encoding);
  const findings = checked.findings.filter((finding) => isAt(finding, offset));
  const [first] = findings;
  if (first === undefined) return null;
  const render = server.client.markdown ? findingToMarkdown : findingToText;
  const parts = findings.map((finding) => {
    const rule = rules.find((candidate) => candidate.code === finding.code);
    return render(finding, rule, server.services.rulePage(finding.rule));
  });
  return {
    contents: { kind: server.client.markdown ? 'markdown' : 'plaintext', value: parts.join('\n\n---\n\n') },
    range: toRange(first.range, server.client.encoding),
  };
}

function isAt({ range }: Finding, offset: number): boolean {
  return range.start.offset <= offset && offset <= range.end.offset;
}
