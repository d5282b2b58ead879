/**
 * Checks of other tools that look for the same mistake as a rule of ours, by their names in lower case. Whoever silenced
 * such a check has looked at the place: we are silent, too.
 */
export const FOREIGN_CHECKS: Readonly<Record<string, readonly string[]>> = {
  bodyclose: ['GL3004'],
  sqlclosecheck: ['GL3005'],
  lostcancel: ['GL3001'],
  govet: ['GL3001'],
  g118: ['GL3001'],
  sa5005: ['GL4001'],
  sa6002: ['GL4012'],
  sa1015: ['GL3002'],
  sa2000: ['GL1007'],
  waitgroup: ['GL1007'],
  loopclosure: ['GL1010'],
  exportloopref: ['GL1010'],
  scopelint: ['GL1010'],
  g601: ['GL1010'],
  'range-val-in-closure': ['GL1010'],
  'range-val-address': ['GL1010'],
  deferinloop: ['GL3012'],
  gocritic: ['GL3012'],
  sa5003: ['GL3012'],
  sa9001: ['GL3012'],
  godeferinloop: ['GL3012'],
  g108: ['GL5002'],
  goresourceleak: ['GL3004', 'GL3005', 'GL3006', 'GL3007'],
  godetectsetfinalizerusages: ['GL4004'],
  fatcontext: ['GL2004'],
};
