// Everything that is asked of the API of the aws host, in one suite over one workspace: bringing
// claims in, publishing and scoring them takes seconds.

import './api-uploads.cases.js';
import './api-reads.cases.js';
import './api-actions.cases.js';
import './api-endpoints.cases.js';
import './api-mend.cases.js';
import './api-reports.cases.js';
import './api-tenants.cases.js';
import './api-document.cases.js';
