// Everything that is asked of the stacks, in one suite: CDK takes seconds to load and a stage
// seconds to synthesize, so all cases look at the same templates.

import './audit-trail.cases.js';
import './claim-buckets.cases.js';
import './dashboard.cases.js';
import './door-queues.cases.js';
import './doors.cases.js';
import './lake-catalogue.cases.js';
import './rule-packs.cases.js';
import './runs.cases.js';
import './sign-in.cases.js';
import './stateful-alarms.cases.js';
import './stateful-stack.cases.js';
import './stateless-alarms.cases.js';
import './template-order.cases.js';
import './tenant-role.cases.js';
import './tenant-roles-apart.cases.js';
import './tenant-roles-intake.cases.js';
import './tenant-roles-lake.cases.js';
import './tenant-roles-people.cases.js';
