// How long courses of treatment are, and how many lines a visit has: full courses as practices
// have them, and light ones, with which many providers fit into a small file while one person in
// six still goes above the KX amount.

/** How a year of therapy is spread over beneficiaries, as weights. */
export interface UsageMix {
  readonly light: number;
  readonly medium: number;
  readonly heavy: number;
  readonly veryHeavy: number;
}

export type Usage = keyof UsageMix | 'bothGroups' | 'oneGroupOver' | 'maintenance';

export type CourseKind = 'full' | 'light';

export interface CourseShape {
  readonly usage: UsageMix;
  /** Fewest and most visits of a year's course. */
  readonly visits: Readonly<Record<Usage, readonly [number, number]>>;
  /** A visit of speech therapy is one line: more visits make the same year. */
  readonly speechVisitsFactor: number;
  /** Visits at which a colleague stands in. */
  readonly standInShare: number;
  /** People of one therapist who see one of another discipline as well. */
  readonly secondDisciplineShare: number;
  /** Treatments in a visit; null = drawn. */
  readonly treatmentsPerVisit: number | null;
  /** Units of timed codes in intensive courses. */
  readonly intensiveUnits: readonly [number, number];
  /** Nobody honest bills more units than the limit of a code. */
  readonly keepsUnitLimits: boolean;
  /** A long course may become two, with a pause between. */
  readonly hasPauses: boolean;
}

export const COURSE_SHAPES: Readonly<Record<CourseKind, CourseShape>> = {
  full: {
    usage: { light: 34, medium: 50, heavy: 11, veryHeavy: 5 },
    visits: {
      light: [2, 5],
      medium: [6, 16],
      heavy: [17, 24],
      veryHeavy: [30, 42],
      bothGroups: [9, 11],
      oneGroupOver: [20, 26],
      maintenance: [12, 13],
    },
    speechVisitsFactor: 1,
    standInShare: 0.2,
    secondDisciplineShare: 0.2,
    treatmentsPerVisit: null,
    intensiveUnits: [2, 3],
    keepsUnitLimits: false,
    hasPauses: true,
  },
  light: {
    usage: { light: 76, medium: 14, heavy: 10, veryHeavy: 0 },
    visits: {
      light: [1, 3],
      medium: [3, 5],
      heavy: [15, 16],
      veryHeavy: [20, 22],
      bothGroups: [9, 11],
      oneGroupOver: [17, 20],
      maintenance: [12, 13],
    },
    speechVisitsFactor: 1.9,
    standInShare: 0,
    secondDisciplineShare: 0.08,
    treatmentsPerVisit: 2,
    intensiveUnits: [3, 3],
    keepsUnitLimits: true,
    hasPauses: false,
  },
};
