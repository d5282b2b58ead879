import { nearestName } from '../../config/index.js';

interface Named {
  readonly code: string;
  readonly id: string;
}

/** The names by which rules are called in comments, in any letter case. */
export class RuleNames {
  private readonly codes = new Map<string, string>();
  private readonly names: readonly string[];

  constructor(rules: readonly Named[]) {
    for (const { code, id } of rules) {
      this.codes.set(code.toLowerCase(), code);
      this.codes.set(id, code);
    }
    this.names = rules.flatMap(({ code, id }) => [id, code]);
  }

  /** The code of the rule with this code or id. */
  codeOf(name: string): string | undefined {
    return this.codes.get(name.toLowerCase());
  }

  /** The name that was likely meant. */
  nearest(name: string): string | undefined {
    return nearestName(name, this.names);
  }
}
