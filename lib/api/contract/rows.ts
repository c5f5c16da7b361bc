// Rows of lists and parts of pages under the names that the dashboard uses: it sees the contract,
// never the pipeline.

export type {
  AttentionLine,
  BeneficiaryRow,
  ClaimRow,
  GroupStanding,
  HeatRow,
  MonthShare,
  PatternsPage,
  Percentile,
  PresentedFinding,
  ProviderPage,
} from '../../pipeline/pages/page-contents.js';
export type {
  PresentedBeneficiary,
  PresentedLine,
  PresentedYear,
} from '../../pipeline/present-beneficiary.js';
export type { LineExplanation } from '../../pipeline/explain-line.js';
export type { ProviderLine } from '../../pipeline/measures/read-provider-lines.js';
