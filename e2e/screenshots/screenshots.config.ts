import { defineConfig } from 'playwright/test'

/** Pictures of every activity for people to look at; nothing is compared. */
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 600_000,
  reporter: 'list',
  outputDir: '../../test-results/screenshots-run',
})
