// CloudFormation makes resources in the order of their references. CDK does not look whether there
// is an order; a circle is found at deployment, when half of the stack is there.

import { describe, expect, it } from '@jest/globals';
import { statefulTemplate, statelessTemplate } from './synthesized.js';

function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [String(inner[0])];
    if (key === 'DependsOn') return [inner].flat().map(String);
    if (key === 'Fn::Sub') {
      const text = String(Array.isArray(inner) ? inner[0] : inner);
      return [...text.matchAll(/\$\{([A-Za-z0-9]+)/g)].map(([, name]) => String(name));
    }
    return references(inner);
  });
}

/** A circle as the ids along it; null where there is none. */
function circleIn(resources: Readonly<Record<string, unknown>>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id) || !(id in resources)) return null;
    for (const next of references(resources[id])) {
      const circle = visit(next, [...path, id]);
      if (circle !== null) return circle;
    }
    done.add(id);
    return null;
  };
  for (const id of Object.keys(resources)) {
    const circle = visit(id, []);
    if (circle !== null) return circle;
  }
  return null;
}

describe('the order of resources', () => {
  it('is there in every stack of every stage', () => {
    for (const stage of ['prod', 'dev'] as const) {
      for (const template of [statefulTemplate(stage), statelessTemplate(stage)]) {
        const { Resources } = template.toJSON() as { Resources: Record<string, unknown> };
        expect(Object.keys(Resources).length).toBeGreaterThan(60);
        expect(circleIn(Resources)).toBeNull();
      }
    }
  });

  it('is missed where it is missing', () => {
    const circular = {
      A: { Ref: 'B' },
      B: { DependsOn: ['C'] },
      C: { 'Fn::GetAtt': ['A', 'Arn'] },
    };

    expect(circleIn(circular)).toEqual(['A', 'B', 'C', 'A']);
  });
});
