import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: '.',
  testIgnore: 'screenshots/**',
  // Each test starts its own studio; two processors carry one at a time.
  workers: 1,
  timeout: 120_000,
  // A busy machine may starve a window for longer than a test waits; what passes only then is named at the end.
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: '../test-results/e2e',
})
