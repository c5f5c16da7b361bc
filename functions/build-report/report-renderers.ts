// The files of a report on this host, beside its JSON: the same three as `kxray report` writes.

import { openHtmlRenderer } from '../../lib/adapters/common/reports/html-report-renderer.js';
import { openPdfRenderer } from '../../lib/adapters/common/reports/pdf-report-renderer.js';
import { openXlsxRenderer } from '../../lib/adapters/common/reports/xlsx-report-renderer.js';
import type { ReportRenderer } from '../../lib/ports/report-renderer.js';

export function openReportRenderers(): readonly ReportRenderer[] {
  return [openHtmlRenderer(), openXlsxRenderer(), openPdfRenderer()];
}
