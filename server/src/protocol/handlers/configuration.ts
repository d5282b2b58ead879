import { effectiveText } from '../../config/index.js';
import type { EffectiveValue } from '../../config/index.js';
import type { ConfigurationValue, EffectiveConfigurationAnswer } from '../messages.js';
import { documentUri } from '../params.js';
import type { ServerState } from '../server-state.js';

/** Answers `leaklens/effectiveConfiguration`; null for what is no file. */
export async function effectiveConfigurationOf(
  server: ServerState,
  params: unknown,
): Promise<EffectiveConfigurationAnswer | null> {
  const uri = documentUri(params);
  const effective = await server.configurations.effectiveFor(server.folders.identify(uri));
  if (effective === undefined) return null;
  const { files, values, exclusion, root } = effective;
  return {
    text: effectiveText(effective),
    files,
    values: values.map((value) => toValue(server, root, value)),
    ...(exclusion === undefined ? {} : { exclusion: exclusion.reason }),
  };
}

/** A configuration file changed, came or went: all that was said under the old one may be something else now. */
export async function reconfigure(server: ServerState): Promise<void> {
  await server.configurations.reload();
  server.session.reconfigured();
  server.scheduler.documentsOutdated(server.configurations.openUris);
  await server.audits.checkAgain();
}

function toValue(
  { services, platform }: ServerState,
  root: string,
  { name, value, origin }: EffectiveValue,
): ConfigurationValue {
  const { source, at } = origin;
  if (at === undefined) return { name, value, source };
  const uri = services.toUri(platform.files.join(root, ...source.split('/')));
  return { name, value, source, uri, line: at.line, column: at.column };
}
