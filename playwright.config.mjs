// End-to-end tests of the dashboard in a real Chromium (`npm run test:e2e`). The browser is what is
// there: KXRAY_CHROMIUM, one on the PATH, or the one of `node test/browser/install.mjs`. Without
// one they are skipped with a reason; in CI, which installs one, that is a failure.
import { defineConfig } from '@playwright/test';
import { chromiumEnv, findChromium } from './test/browser/find-chromium.mjs';

const chromium = findChromium();
if (chromium === null && process.env.CI) {
  throw new Error('CI has no Chromium: install one, or set KXRAY_CHROMIUM');
}
if (chromium === null && process.env.TEST_WORKER_INDEX === undefined) {
  process.stdout.write('Skipped: there is no Chromium (npm run test:e2e:install gets one).\n');
}

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'node_modules/.cache/playwright',
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    ...(chromium === null
      ? {}
      : { launchOptions: { executablePath: chromium, env: chromiumEnv(chromium) } }),
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    // A color on its way from one theme to the other is none of either.
    contextOptions: { reducedMotion: 'reduce' },
  },
});
