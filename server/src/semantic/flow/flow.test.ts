import { describe, expect, it } from 'vitest';
import type { Cfg, Point, PointId } from '../cfg/cfg.js';
import { dominatorsOf, postDominatorsOf } from './dominators.js';
import { loopsOf } from './loops.js';
import { reaches } from './paths.js';

/** A graph of 0 exit, 1 panic, 2 goexit, 3 entry, and points with these successors from 4 on. */
function graph(entry: number, next: readonly (readonly number[])[]): Cfg {
  const all = [[], [], [], [entry], ...next];
  const points = all.map((to, id): Point => {
    const edges = to.map((target) => ({ to: target as PointId, label: 'always' as const }));
    return { id: id as PointId, kind: 'join', head: undefined, node: -1 as Point['node'], next: edges };
  });
  const [exit, panic, goexit, first] = [0, 1, 2, 3] as PointId[];
  if (exit === undefined || panic === undefined || goexit === undefined || first === undefined) throw new Error();
  return {
    func: 0 as Cfg['func'],
    points,
    exit,
    panic,
    goexit,
    entry: first,
    defers: [],
    loopTops: new Map(),
    pointOf: () => undefined,
  };
}

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

function randomGraph(seed: number): Cfg {
  const next = random(seed);
  const size = 2 + Math.floor(next() * 12);
  const target = (): number => (next() < 0.1 ? 0 : 4 + Math.floor(next() * size));
  return graph(
    4,
    Array.from({ length: size }, () => Array.from({ length: Math.floor(next() * 3.5) }, target)),
  );
}

const graphs = Array.from({ length: 400 }, (_, seed) => randomGraph(seed + 1));
const pairsOf = (cfg: Cfg): [PointId, PointId][] =>
  cfg.points.flatMap((a) => cfg.points.map((b): [PointId, PointId] => [a.id, b.id]));
const isReached = (cfg: Cfg, point: PointId): boolean =>
  point === cfg.entry || reaches(cfg, cfg.entry, point, () => false);

describe('dominators', () => {
  it('are the points that every path from the entry passes', () => {
    for (const cfg of graphs) {
      const wrong = pairsOf(cfg).filter(([a, b]) => {
        const avoids = b === cfg.entry || reaches(cfg, cfg.entry, b, (point) => point === a);
        const expected = isReached(cfg, a) && isReached(cfg, b) && (a === b || a === cfg.entry || !avoids);
        return dominatorsOf(cfg).dominates(a, b) !== expected;
      });
      expect(wrong).toEqual([]);
    }
  });

  it('backwards are the points that every path to the return passes', () => {
    for (const cfg of graphs) {
      const returns = (point: PointId): boolean => point === cfg.exit || reaches(cfg, point, cfg.exit, () => false);
      const wrong = pairsOf(cfg).filter(([a, b]) => {
        const avoids = b === cfg.exit || reaches(cfg, b, cfg.exit, (point) => point === a);
        const expected = returns(a) && returns(b) && (a === b || a === cfg.exit || !avoids);
        return postDominatorsOf(cfg).dominates(a, b) !== expected;
      });
      expect(wrong).toEqual([]);
    }
  });
});

describe('loops', () => {
  it('are the points that lead back to a top that they are reached by, unless goto has tangled them', () => {
    for (const cfg of graphs) {
      const loops = loopsOf(cfg);
      if (loops.isTangled) continue;
      for (const { id } of cfg.points) {
        const isRepeated = isReached(cfg, id) && reaches(cfg, id, id, () => false);
        expect(loops.around(id) !== undefined).toBe(isRepeated);
      }
    }
    expect(graphs.some((cfg) => loopsOf(cfg).isTangled)).toBe(true);
    expect(graphs.filter((cfg) => !loopsOf(cfg).isTangled && loopsOf(cfg).all.length > 1).length).toBeGreaterThan(20);
  });

  it('nest', () => {
    // 4 is the top of the outer loop, 5 and 6 make the inner one, 7 leads back, 8 is behind both.
    const loops = loopsOf(graph(4, [[5, 8], [6, 7], [5], [4], [0]]));
    const inner = loops.around(6 as PointId);
    expect([inner?.top, inner?.depth, inner?.outer?.top]).toEqual([5, 2, 4]);
    expect(loops.around(8 as PointId)).toBeUndefined();
    expect(inner !== undefined && loops.isIn(7 as PointId, inner)).toBe(false);
  });
});
