// Runs at the edge before a page is looked up: the dashboard is one page, and every address in it
// that names no file is that page. The API is a place of its own and comes past another way.

import {
  Function as EdgeFunction,
  FunctionCode,
  FunctionRuntime,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** A file has a dot in its last part. */
export const PAGE_REWRITE_CODE = `function handler(event) {
  var request = event.request;
  var last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (last.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}
`;

export class PageRewrite extends EdgeFunction {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      comment: 'Every address of the dashboard is its one page',
      code: FunctionCode.fromInline(PAGE_REWRITE_CODE),
      runtime: FunctionRuntime.JS_2_0,
    });
  }
}
