// The metrics that doors count and alarms watch, by name.

/** Metrics in this namespace, with the dimension `service` = name of the function. */
export const METRICS_NAMESPACE = 'KXRay';
export const METRIC_NAMES = {
  /** Differences that reconcile found; an alarm above 0. */
  drift: 'DriftDifferences',
  /** Claims put into quarantine. */
  quarantined: 'QuarantinedClaims',
  linesRead: 'LinesRead',
  claimsPosted: 'ClaimsPosted',
  linesPublished: 'LinesPublished',
  providersScored: 'ProvidersScored',
} as const;
