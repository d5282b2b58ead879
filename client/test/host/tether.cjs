'use strict';
// Loaded into the server before its own code. When the launcher goes away, however it goes, its end of our standard
// input closes, and the whole process group ends: server, extension hosts and language servers.
if (/server-main\.js$/.test(process.argv[1] ?? '')) {
  process.stdin
    .resume()
    .on('error', () => {})
    .on('close', () => {
      try {
        process.kill(-process.pid, 'SIGKILL');
      } catch {
        process.exit(1);
      }
    });
  process.stdin.unref?.();
}
