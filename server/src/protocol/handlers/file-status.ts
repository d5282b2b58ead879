import type { CancellationToken } from 'vscode-languageserver';
import { workspacePath } from '../../base/index.js';
import { planAudit } from '../../engine/index.js';
import type { FileStatus, LeftOut } from '../messages.js';
import { cancellationOf, documentUri, property } from '../params.js';
import type { ServerState } from '../server-state.js';

/** Answers `leaklens/fileStatus`; null for a document that is not open. */
export async function fileStatus(
  server: ServerState,
  params: unknown,
  token: CancellationToken,
): Promise<FileStatus | null> {
  const uri = documentUri(params);
  const health = server.session.healthOf(uri);
  if (health === undefined) return null;
  const { role, brokenFrom } = health;
  const exclusion = (await server.configurations.effectiveFor(server.folders.identify(uri)))?.exclusion;
  const status = {
    role,
    ...(brokenFrom === undefined ? {} : { brokenFrom }),
    ...(exclusion === undefined ? {} : { excludedBy: exclusion.reason }),
  };
  if (property(params, 'depth') !== 'audit') return status;
  const leftOut = await whatIsLeftOut(server, uri, token);
  return leftOut === undefined ? status : { ...status, leftOut };
}

/** The file, or the folder above it, that an audit of the open folder does not look at: asked of the audit's own list. */
async function whatIsLeftOut(server: ServerState, uri: string, token: CancellationToken): Promise<LeftOut | undefined> {
  const { services, folders, platform } = server;
  const path = services.toPath(uri);
  if (path === undefined) return { path: uri, reason: 'not a file on disk' };
  const root = folders.outermost.find((folder) => services.relative(folder, path) !== undefined);
  const inside = root === undefined ? undefined : services.relative(root, path);
  if (root === undefined || inside === undefined) return { path, reason: 'outside of the open folders' };
  const request = { root, targets: [{ path: workspacePath(''), kind: 'folder' }] } as const;
  const plan = await planAudit(request, platform, cancellationOf(token));
  const listed = plan.skipped.find((entry) => entry.path === inside || inside.startsWith(`${entry.path}/`));
  if (listed !== undefined || plan.packages.some(({ files }) => files.includes(inside))) return listed;
  // Folders whose name begins with a dot are not worth a line of a report.
  const hidden = /(?:^|.*?\/)\.[^/]*/.exec(inside)?.[0];
  return { path: hidden ?? inside, reason: hidden === undefined ? 'not listed' : 'name begins with .' };
}
