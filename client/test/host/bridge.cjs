'use strict';
// Runs inside the extension host in the place of extensionTestsPath. Loads the real entry point, and sends what it
// prints and how it ends to the launcher over a unix socket: what the page tells about it cannot be trusted, for the
// page reports success even where the extension host was killed.
const net = require('node:net');
const { Writable } = require('node:stream');
const { pathToFileURL } = require('node:url');
const util = require('node:util');

const STREAMS = { log: 1, info: 1, debug: 1, warn: 2, error: 2 };

exports.run = async () => {
  const socket = await connect(process.env.VSCODE_HOST_SOCKET);
  const send = (message) => new Promise((resolve) => socket.write(`${JSON.stringify(message)}\n`, resolve));
  redirectOutput(send);
  let code = 0;
  try {
    await runTests(require.resolve(process.env.VSCODE_HOST_TESTS));
  } catch (error) {
    code = 1;
    await send({ fd: 2, text: `${error?.stack ?? String(error)}\n` });
  }
  await send({ exit: code });
  if (code !== 0) throw new Error('tests failed'); // VS Code makes it the extension host's exit code
};

async function connect(address) {
  const socket = net.connect(address);
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  return socket;
}

/** VS Code locks the functions of `console` and of the streams; the properties themselves can still be replaced. */
function redirectOutput(send) {
  const replace = (owner, key, value) => {
    Object.defineProperty(owner, key, { value, configurable: true, writable: true });
  };
  const colors = Boolean(process.env.FORCE_COLOR);
  for (const [name, fd] of Object.entries(STREAMS)) {
    replace(console, name, (...values) => {
      void send({ fd, text: `${util.formatWithOptions({ colors }, ...values)}\n` });
    });
  }
  const streamTo = (fd) =>
    new Writable({
      decodeStrings: false,
      write(data, _encoding, done) {
        void send({ fd, text: String(data) });
        done();
      },
    });
  replace(process, 'stdout', streamTo(1));
  replace(process, 'stderr', streamTo(2));
}

async function runTests(entry) {
  const module = await import(pathToFileURL(entry).href);
  const run = module.run ?? module.default?.run;
  if (typeof run !== 'function') throw new Error(`${entry} exports no function run`);
  await run();
}
