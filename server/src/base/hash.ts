/**
 * A 64-bit FNV-1a hash over the UTF-16 code units of `text`, as 16 hexadecimal digits.
 * For fingerprints and cache keys; not for anything that must resist an attacker.
 */
export function hashText(text: string): string {
  // Two independent 32-bit lanes: JavaScript has no 64-bit integer multiplication that is not a BigInt.
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 15), 0x01000193);
  }
  return hex(high) + hex(low);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
