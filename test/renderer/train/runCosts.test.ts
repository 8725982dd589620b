import { expect, it } from 'vitest'
import { minutesText, speedText, weightsText } from '../../../renderer/train/runCosts.ts'
import type { DeviceReport } from '../../../shared/reports.ts'

const device = { kind: 'cpu', name: 'any', threads: 2, tensorflowVersion: '2', libraryPath: '' } satisfies DeviceReport

it('costs of a run are in milliseconds, megabytes and minutes, and a dash where they are not known', () => {
  expect(speedText({ device: { ...device, detectMs: 43.21 } })).toBe('43.2')
  expect([speedText({ device }), speedText({ device: null })]).toEqual(['–', '–'])
  // 1,946,856 numbers of four bytes.
  expect(weightsText({ weightsBytes: 7_787_424 })).toBe('7.8')
  expect(weightsText({ weightsBytes: null })).toBe('–')
  expect(minutesText({ createdAt: 1_000_000, endedAt: 1_570_000 })).toBe('9.5')
  expect(minutesText({ createdAt: 1_000_000, endedAt: null })).toBe('–')
})
