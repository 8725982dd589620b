import { availableParallelism } from 'node:os'
import { defineConfig } from 'playwright/test'

/** Flows that judge what single frames show: others beside them would take the frames away. */
const judgeFrames = ['nextImage.spec.ts', 'pan.spec.ts']
const ofPackage = process.env.BOXWRIGHT_APP ? [] : ['packaged.spec.ts']
/** Each test starts a studio, which waits as long as it computes; more of them than these are in each other's way. */
const mostWorkers = 4

export default defineConfig({
  testDir: '.',
  // Studios that share a screen take the focus from each other.
  workers: process.env.BOXWRIGHT_VIRTUAL_SCREENS ? Math.min(mostWorkers, availableParallelism()) : 1,
  projects: [
    { name: 'beside', testIgnore: ['screenshots/**', ...judgeFrames, ...ofPackage] },
    { name: 'alone', testMatch: judgeFrames },
  ],
  timeout: 120_000,
  // A busy machine may starve a window for longer than a test waits; what passes only then is named at the end.
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: '../test-results/e2e',
})
