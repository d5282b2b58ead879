import { Disposable, languages, Uri, workspace, type Diagnostic, type DiagnosticCollection } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { isFinding } from './read-findings.js';
import { withoutTwins } from './twins.js';

type Provider = NonNullable<LanguageClientOptions['diagnosticCollectionProvider']>;

/** Makes the collections in which the client keeps findings; dispose it behind the client. */
export interface Collections extends Disposable {
  readonly provider: Provider;
}

/**
 * Collections that leave out what another tool reports as well, where the setting `leaklens.duplicates` says so, and what
 * was published for a file of which the client has pulled diagnostics. They hold on to what they leave out: it is shown
 * again when the other tool takes its own back, or the file is in no tab any more.
 */
export function createCollections(): Collections {
  const open = new Set<FilteringCollection>();
  const subscriptions = Disposable.from(
    languages.onDidChangeDiagnostics(({ uris }) => {
      for (const collection of open) for (const uri of uris) collection.showAgain(uri);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('leaklens.duplicates')) return;
      for (const collection of open) collection.showAllAgain();
    }),
  );
  return {
    provider: {
      create: (name, source) => {
        const isPulled = String(source) === 'pull';
        const collection: FilteringCollection = new FilteringCollection(languages.createDiagnosticCollection(name), {
          isHidden: (uri) => !isPulled && [...open].some((other) => other !== collection && other.has(uri)),
          changed: (uri) => {
            if (isPulled) for (const other of open) if (other !== collection) other.showAgain(uri);
          },
        });
        open.add(collection);
        return collection;
      },
      dispose: (collection) => {
        if (collection instanceof FilteringCollection) open.delete(collection);
        collection.dispose();
      },
    },
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

/** How a collection lives with the other one. */
interface Neighbourhood {
  /** True where the other one speaks for the file. */
  readonly isHidden: (uri: Uri) => boolean;
  /** What is held of the file is something else now. */
  readonly changed: (uri: Uri) => void;
}

/** A collection that shows a part of what it holds. */
class FilteringCollection implements DiagnosticCollection {
  private readonly held = new Map<string, readonly Diagnostic[]>();
  /** What VS Code was given last: an event about that must not lead to another one. */
  private readonly drawn = new Map<string, readonly Diagnostic[]>();

  constructor(
    private readonly shown: DiagnosticCollection,
    private readonly neighbourhood: Neighbourhood,
  ) {}

  get name(): string {
    return this.shown.name;
  }

  set(
    first: Uri | readonly (readonly [Uri, readonly Diagnostic[] | undefined])[],
    diagnostics?: readonly Diagnostic[],
  ): void {
    if (first instanceof Uri) return this.hold(first, diagnostics ?? []);
    for (const [uri] of first) this.delete(uri);
    for (const [uri, more] of first) this.hold(uri, [...(this.held.get(uri.toString()) ?? []), ...(more ?? [])]);
  }

  delete(uri: Uri): void {
    this.held.delete(uri.toString());
    this.drawn.delete(uri.toString());
    this.shown.delete(uri);
    this.neighbourhood.changed(uri);
  }

  clear(): void {
    const keys = [...this.held.keys()];
    this.held.clear();
    this.drawn.clear();
    this.shown.clear();
    for (const key of keys) this.neighbourhood.changed(Uri.parse(key));
  }

  forEach(callback: (uri: Uri, diagnostics: readonly Diagnostic[], collection: DiagnosticCollection) => unknown): void {
    for (const [key, diagnostics] of this.held) callback(Uri.parse(key), diagnostics, this);
  }

  get(uri: Uri): readonly Diagnostic[] | undefined {
    return this.held.get(uri.toString());
  }

  has(uri: Uri): boolean {
    return this.held.has(uri.toString());
  }

  *[Symbol.iterator](): Iterator<[uri: Uri, diagnostics: readonly Diagnostic[]]> {
    for (const [key, diagnostics] of this.held) yield [Uri.parse(key), diagnostics];
  }

  dispose(): void {
    this.held.clear();
    this.shown.dispose();
  }

  /** What others report of a file may have changed. */
  showAgain(uri: Uri): void {
    const held = this.held.get(uri.toString());
    if (held === undefined || held.length === 0) return;
    const wanted = this.wanted(uri, held);
    const drawn = this.drawn.get(uri.toString()) ?? [];
    if (wanted.length !== drawn.length || wanted.some((each, index) => each !== drawn[index])) this.draw(uri, wanted);
  }

  showAllAgain(): void {
    for (const key of this.held.keys()) this.showAgain(Uri.parse(key));
  }

  private hold(uri: Uri, diagnostics: readonly Diagnostic[]): void {
    this.held.set(uri.toString(), diagnostics);
    this.draw(uri, this.wanted(uri, diagnostics));
    this.neighbourhood.changed(uri);
  }

  private wanted(uri: Uri, held: readonly Diagnostic[]): readonly Diagnostic[] {
    return this.neighbourhood.isHidden(uri) ? [] : withoutDuplicates(uri, held);
  }

  private draw(uri: Uri, wanted: readonly Diagnostic[]): void {
    this.drawn.set(uri.toString(), wanted);
    this.shown.set(uri, wanted);
  }
}

function withoutDuplicates(uri: Uri, findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const isWanted = workspace.getConfiguration('leaklens', uri).get('duplicates') === 'show';
  if (isWanted || findings.length === 0) return findings;
  const others = languages.getDiagnostics(uri).filter((each) => !isFinding(each));
  return withoutTwins(findings, others);
}
