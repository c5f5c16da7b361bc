// The types of find-chromium.mjs, which the configuration reads as plain JavaScript.

/** Path of the browser; null without one. */
export function findChromium(): string | null;

export function chromiumEnv(chromium: string): NodeJS.ProcessEnv;
