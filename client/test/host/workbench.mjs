/**
 * Drives the workbench as a person would: by keyboard, by mouse, and by what is on screen. The extension comes from a
 * packaged .vsix. The selectors belong to the pinned version of VS Code; expect to touch them when it moves.
 */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser, remoteUri, runServerOnce, startServer, workbenchUrl } from './vscode-host.mjs';

const BOOT_LIMIT_MS = 60_000;
const WAIT_LIMIT_MS = 20_000;
const SAVE_LIMIT_MS = 3000;
const POLL_MS = 50;

export class Workbench {
  /** @type {string[]} errors of the page's own scripts */
  pageErrors = [];

  /**
   * @param {object} parts
   * @param {string} parts.runFolder
   * @param {string} parts.folder
   * @param {import('./vscode-host.mjs').RunningServer} parts.server
   * @param {import('playwright-core').Browser} parts.browser
   * @param {import('playwright-core').Page} parts.page
   */
  constructor({ runFolder, folder, server, browser, page }) {
    this.runFolder = runFolder;
    this.folder = folder;
    this.server = server;
    this.browser = browser;
    this.page = page;
  }

  /**
   * Starts VS Code with a fresh profile and shows a file; resolves when the workbench is on screen.
   * `fill` puts into the workspace folder what is to be there.
   * `language` is what VS Code takes for its display language: extensions follow it, its own words stay English, for
   * there is no language pack.
   * @param {{ host: string, vsix: string, fill: (folder: string) => void, openFile: string, language?: string }} options
   */
  static async start({ host, vsix, fill, openFile, language = 'en' }) {
    const runFolder = mkdtempSync(path.join(os.tmpdir(), 'vscode-ui-'));
    const folder = path.join(runFolder, 'workspace');
    const extensionsFolder = path.join(runFolder, 'extensions');
    mkdirSync(folder);
    fill(folder);
    const profile = ['--user-data-dir', path.join(runFolder, 'user-data'), '--extensions-dir', extensionsFolder];
    runServerOnce(host, runFolder, [...profile, '--force', '--install-extension', vsix]);
    const [server, browser] = await Promise.all([startServer({ host, runFolder, extensionsFolder }), launchBrowser()]);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    await page.addInitScript(
      `Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => '${language}', set: () => {} })`,
    );
    const workbench = new Workbench({ runFolder, folder, server, browser, page });
    page.setDefaultTimeout(WAIT_LIMIT_MS);
    page.on('pageerror', (error) => workbench.pageErrors.push(error.message));
    const log = path.join(runFolder, 'console.log');
    page.on('console', (message) => appendFileSync(log, `${message.type()} ${message.text()}\n`));
    const file = remoteUri(server.port, path.join(folder, openFile));
    await page.goto(workbenchUrl(server.port, { folder, payload: [['openFile', file]] }), { waitUntil: 'commit' });
    await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: BOOT_LIMIT_MS });
    return workbench;
  }

  /** Where the extension is installed. */
  get extensionsFolder() {
    return path.join(this.runFolder, 'extensions');
  }

  /** Ends browser and server and removes everything that the run made. */
  async stop() {
    await Promise.allSettled([this.browser.close(), this.server.stop()]);
    rmSync(this.runFolder, { recursive: true, force: true, maxRetries: 5 });
  }

  /**
   * Repeats an action until its effect is there: while it settles, the workbench draws anew and takes the focus away.
   * @template T
   * @param {string} what
   * @param {(attempt: number) => Promise<unknown>} act
   * @param {() => Promise<T>} seen
   * @returns {Promise<T>}
   */
  async until(what, act, seen) {
    for (let attempt = 1; ; attempt += 1) {
      await act(attempt);
      try {
        return await seen();
      } catch (error) {
        if (attempt === 5) throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  /** @param {string} file relative to the workspace */
  onDisk(file) {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** @param {string} file */
  editor(file) {
    return this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"]`).first();
  }

  /** @param {string} file */
  squiggle(file) {
    return this.editor(file).locator('.squiggly-warning');
  }

  /** @param {string | RegExp} text */
  toast(text) {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  /**
   * Saves until the file on disk is as wanted. The screen is no witness: it has only the visible lines.
   * @param {string} file
   * @param {string} wanted
   */
  async saved(file, wanted) {
    const asWanted = async () => {
      for (let waited = 0; waited < SAVE_LIMIT_MS; waited += POLL_MS) {
        if (this.onDisk(file) === wanted) return;
        await this.page.waitForTimeout(POLL_MS);
      }
      throw new Error(`on disk is ${JSON.stringify(this.onDisk(file))}`);
    };
    await this.until(`save ${file}`, () => this.page.keyboard.press('Control+S'), asWanted);
  }

  /**
   * Opens a quick input by its key, types, and takes the first row with that text.
   * @param {string} key
   * @param {string} prefix
   * @param {string} query
   */
  async pick(key, prefix, query) {
    const input = this.page.locator('.quick-input-widget:visible input.input');
    const open = async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press(key);
    };
    await this.until(`quick input for ${query}`, open, () => input.waitFor({ timeout: 3000 }));
    await input.fill(prefix + query);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: query }).first().click();
  }

  /**
   * Runs a command by its title, through the palette.
   * @param {string} title
   */
  async command(title) {
    await this.pick('F1', '>', title);
  }

  /** @param {string} file */
  async openFile(file) {
    await this.pick('Control+P', '', file);
    await this.editor(file).locator('.view-line').first().waitFor();
  }

  /**
   * Moves the mouse there and answers the hover that appears.
   * @param {import('playwright-core').Locator} target
   */
  async hover(target) {
    const hover = this.page.locator('.monaco-resizable-hover .monaco-hover:visible').first();
    const move = async () => {
      const { x, y, width, height } = await boxOf(target);
      await this.page.mouse.move(x + 200, y + 100);
      // Decorations take no pointer events: only a real move over their place counts.
      await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
    };
    await this.until('hover', move, () => hover.waitFor({ timeout: 4000 }));
    return hover;
  }

  /**
   * Puts the cursor there and opens the list of quick fixes.
   * @param {import('playwright-core').Locator} target
   */
  async quickFixes(target) {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    const bulb = this.page.locator('.monaco-editor .codicon[class*="light"][class*="bulb"]:visible').first();
    const open = async (/** @type {number} */ attempt) => {
      if (attempt > 1) await this.page.keyboard.press('Escape');
      const { x, y, width, height } = await boxOf(target);
      await this.page.mouse.click(x + width / 2, y + height / 2);
      await this.page.mouse.move(5, 5); // a hover would take the focus
      await bulb.waitFor({ timeout: 5000 }).catch(() => {});
      await this.page.keyboard.press('Control+.');
    };
    const seen = async () => {
      await rows.first().waitFor({ timeout: 3000 });
      await this.page.waitForTimeout(200);
      if ((await rows.count()) === 0) throw new Error('the list closed again');
      return rows;
    };
    return this.until('quick fixes', open, seen);
  }

  /** Opens what is behind the braces in the status bar and answers our entry in it. */
  async languageStatus() {
    const entry = this.page.locator('.hover-language-status .element', { hasText: 'Leaklens' }).first();
    const open = async () => {
      await this.page.keyboard.press('Escape');
      await this.page.locator('[id="status.languageStatus"]').click();
    };
    await this.until('language status', open, () => entry.waitFor({ timeout: 3000 }));
    return entry;
  }

  /** Shows the view of findings. */
  async showView() {
    await this.command('View: Show Leaklens');
    await this.page.locator('.part.sidebar .title-label', { hasText: 'Leaklens' }).waitFor();
  }

  /**
   * A row of the view; what VS Code tells a screen reader of it counts, for rows are cut off.
   * @param {string | RegExp} text
   */
  row(text) {
    const rows = this.page.locator('.part.sidebar .pane-body .monaco-list-row');
    return rows.and(this.page.getByRole('treeitem', { name: text })).first();
  }

  /** What stands behind the lines of an editor without being part of its text. */
  async labels() {
    /** @type {readonly string[]} */
    const contents = await this.page.evaluate(
      `[...document.querySelectorAll('.view-line span[class*="ced-"]')].map((span) => getComputedStyle(span, '::after').content)`,
    );
    return contents.filter((content) => content.startsWith('"')).map((content) => content.slice(1, -1));
  }

  /**
   * Shows the Problems panel and answers its rows that have the text; only rows on screen exist, so it is filtered.
   * Files are what its filter names besides text: that of the log, which takes words alone, must not be met.
   *
   * @param {string} text
   */
  async problems(text) {
    await this.command('Problems: Focus on Problems View');
    await this.page
      .getByPlaceholder(/^Filter \(e\.g\. text, \*\*/)
      .first()
      .fill(text);
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor();
    return rows;
  }
}

/** @param {import('playwright-core').Locator} target */
async function boxOf(target) {
  const box = await target.first().boundingBox();
  if (box === null) throw new Error('what the mouse should go to is not on screen');
  return box;
}
