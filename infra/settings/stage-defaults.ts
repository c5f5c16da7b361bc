// The stages that there are, and what each decides. A stage is a whole deployment with names of its
// own, so that several fit in one account. `prod` is what a deployment without options is: it keeps
// everything. `dev` may be destroyed, and so must never see a real claim.

export const STAGE_NAMES = ['dev', 'prod'] as const;

export type StageName = (typeof STAGE_NAMES)[number];

export interface StageDefaults {
  readonly stage: StageName;
  /** Data goes with the stack. Nothing is deletion-protected then. */
  readonly isDisposable: boolean;
  readonly retention: RetentionDays;
  readonly queries: QueryLimits;
  /** Where the dashboard is served besides its own domain: a developer's machine. */
  readonly extraDashboardOrigins: readonly string[];
  /**
   * Executions set aside for each door; null = none. Off everywhere: AWS wants 100 left unreserved,
   * and a new account has 10 in all, so its first deployment would fail. What reserving would
   * guard, the largest concurrency of each queue's event source guards without it.
   */
  readonly reservedConcurrency: number | null;
  /**
   * Also records who managed what in the account, free of charge in the first trail of it. An
   * organization whose trail does so already turns it off: the second record is billed.
   */
  readonly recordsManagementEvents: boolean;
  /** When runs start, as EventBridge Scheduler writes it. */
  readonly schedules: Schedules;
  /**
   * From where the dashboard can be opened (ISO 3166-1): where Medicare pays. Contracts and
   * policies commonly forbid PHI to be looked at from elsewhere.
   */
  readonly dashboardCountries: readonly string[];
}

export interface Schedules {
  /** IANA; nights and months are those of the people who read the results. */
  readonly timeZone: string;
  /** Not while the night's run publishes too. */
  readonly hourlyPublish: string;
  readonly nightlyRun: string;
  /** After a night's run of the new month, so that last month's late files are in. */
  readonly monthlyReport: string;
}

/** In days. */
export interface RetentionDays {
  /** Claim files as received cannot be overwritten or deleted so long; 0 = they can. */
  readonly inboxLock: number;
  /** An object deleted or overwritten can be taken back; also the last of a person deleted. */
  readonly oldVersions: number;
  /** Answers of Athena, PHI like what they were made from. */
  readonly queryResults: number;
  /** Of CloudTrail: six years, as of all documentation (45 CFR 164.316(b)(2)(i)). */
  readonly auditTrail: number;
  /** Of S3 server access. */
  readonly accessLogs: number;
  /** In CloudWatch, where they are searched; one of the periods that it offers. */
  readonly logs: 14 | 90;
}

export interface QueryLimits {
  /** A query that would read more is ended. */
  readonly cutOffBytes: number;
}

const SCHEDULES: Schedules = {
  timeZone: 'America/New_York',
  hourlyPublish: 'cron(30 0,1,6-23 * * ? *)',
  nightlyRun: 'cron(0 2 * * ? *)',
  monthlyReport: 'cron(0 6 3 * ? *)',
};
/** The states, Puerto Rico, the Virgin Islands, Guam, American Samoa, the Northern Marianas. */
const WHERE_MEDICARE_PAYS = ['US', 'PR', 'VI', 'GU', 'AS', 'MP'];
const SIX_YEARS = 2_192;
/** About four times the largest table at 100 million lines: a mistake, not a question. */
const TWO_GIGABYTES = 2_000_000_000;

export const STAGE_DEFAULTS: Readonly<Record<StageName, StageDefaults>> = {
  prod: {
    stage: 'prod',
    isDisposable: false,
    retention: {
      inboxLock: 30,
      oldVersions: 30,
      queryResults: 7,
      auditTrail: SIX_YEARS,
      accessLogs: 400,
      logs: 90,
    },
    queries: { cutOffBytes: TWO_GIGABYTES },
    extraDashboardOrigins: [],
    reservedConcurrency: null,
    recordsManagementEvents: true,
    schedules: SCHEDULES,
    dashboardCountries: WHERE_MEDICARE_PAYS,
  },
  dev: {
    stage: 'dev',
    isDisposable: true,
    retention: {
      inboxLock: 0,
      oldVersions: 1,
      queryResults: 7,
      auditTrail: 30,
      accessLogs: 30,
      logs: 14,
    },
    queries: { cutOffBytes: TWO_GIGABYTES },
    extraDashboardOrigins: ['http://localhost:5173'],
    reservedConcurrency: null,
    recordsManagementEvents: false,
    schedules: SCHEDULES,
    dashboardCountries: WHERE_MEDICARE_PAYS,
  },
};
