/** What the parser's tables say of the children of a production, laid out for look-ups without branches. */
export interface LanguageTables {
  /** From symbols of the tables, which tell apart what one name stands for, to those of the public interface. */
  readonly publicSymbols: Uint16Array;
  /** Slots for each production: the first is `production * width`. */
  readonly width: number;
  /** By slot: the symbol under which the child appears, 0 for its own. */
  readonly aliases: Uint16Array;
  /** By slot: the field that the child is in, 0 for none. */
  readonly fields: Uint16Array;
}

const SYMBOLS = 1 << 16;

// Where `TSLanguage` of tree-sitter 0.27 has its parts, in words of 4 bytes.
const SYMBOL_COUNT = 1;
const ALIAS_COUNT = 2;
const PRODUCTION_COUNT = 7;
const FIELD_COUNT = 8;
const ALIAS_SEQUENCE_LENGTH = 9; // lower half
const FIELD_SLICES = 16;
const FIELD_ENTRIES = 17;
const PUBLIC_SYMBOLS = 19;
const ALIAS_SEQUENCES = 21;

/** Numbers that the public interface tells as well: what does not agree with them is no such table. */
export interface LanguageSize {
  readonly symbols: number;
  readonly fields: number;
}

/** Reads the tables of the language at an address of the parser's memory; throws where they are not as expected. */
export function readLanguageTables(memory: ArrayBufferLike, address: number, size: LanguageSize): LanguageTables {
  const header = new Uint32Array(memory, address, ALIAS_SEQUENCES + 1);
  const word = (index: number): number => header[index] ?? 0;
  if (word(SYMBOL_COUNT) + word(ALIAS_COUNT) !== size.symbols || word(FIELD_COUNT) !== size.fields) {
    throw new Error('the tables of the Go parser are not where they were expected');
  }
  const width = word(ALIAS_SEQUENCE_LENGTH) & 0xffff;
  const slots = word(PRODUCTION_COUNT) * width;
  const publicSymbols = Uint16Array.from({ length: SYMBOLS }, (_, symbol) => symbol);
  publicSymbols.set(new Uint16Array(memory, word(PUBLIC_SYMBOLS), size.symbols));
  const aliases = new Uint16Array(memory, word(ALIAS_SEQUENCES), slots).slice();
  const slices = new Uint16Array(memory, word(FIELD_SLICES), 2 * word(PRODUCTION_COUNT));
  const entries = new Uint8Array(memory, word(FIELD_ENTRIES));
  return { publicSymbols, width, aliases, fields: readFields(slices, entries, slots, width) };
}

/** A slice is the index of a production's first entry and their number; an entry is field (two bytes), child, inherited. */
function readFields(slices: Uint16Array, entries: Uint8Array, slots: number, width: number): Uint16Array {
  const fields = new Uint16Array(slots);
  for (let production = 0; 2 * production < slices.length; production++) {
    const first = slices[2 * production] ?? 0;
    // The first entry for a child is the one that counts, so it is written last.
    for (let entry = first + (slices[2 * production + 1] ?? 0) - 1; entry >= first; entry--) {
      const [low = 0, high = 0, child = 0, isInherited = 0] = entries.subarray(4 * entry, 4 * entry + 4);
      if (isInherited === 0) fields[production * width + child] = low | (high << 8);
    }
  }
  return fields;
}
