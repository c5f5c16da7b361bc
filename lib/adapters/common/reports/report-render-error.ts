// A report that could not be turned into a file: which kind of file, and what the renderer said.

export class ReportRenderError extends Error {
  override readonly name = 'ReportRenderError';

  constructor(what: string, options: { readonly cause: unknown }) {
    super(`the report could not be written as ${what}`, options);
  }
}
