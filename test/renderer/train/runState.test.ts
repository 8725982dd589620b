import { describe, expect, it } from 'vitest'
import { epochCountOf, knownReason, runStateOf } from '../../../renderer/train/runState.ts'
import type { Job, JobState } from '../../../shared/model.ts'
import type { Run } from '../../../shared/reports.ts'
import { defaultTrainSettings } from '../../../shared/trainSettings.ts'

const runOf = (endReason: string | null): Run => ({
  id: 1,
  jobId: 7,
  name: 'yolo 320',
  settings: defaultTrainSettings,
  categories: [],
  images: { train: 8, val: 1, test: 1 },
  device: null,
  createdAt: 1,
  endedAt: endReason === null ? null : 2,
  bestEpoch: null,
  bestAp: null,
  bestAp50: null,
  folds: null,
  trial: null,
  ensemble: null,
  endReason,
  isPaused: false,
  weightsBytes: null,
  isResumable: false,
})

const jobOf = (state: JobState, result: Job['result'] = null): Job => ({
  id: 7,
  kind: 'train',
  state,
  progress: { value: null, title: '', phase: '', secondsLeft: null },
  result,
  error: null,
  createdAt: 1,
  endedAt: null,
})

describe('state of a run', () => {
  it('follows its job while that goes on', () => {
    expect(runStateOf(runOf(null), jobOf('queued'))).toBe('waiting')
    expect(runStateOf(runOf(null), jobOf('running'))).toBe('running')
    expect(runStateOf(runOf(null), jobOf('failed'))).toBe('failed')
  })

  it('follows its own end afterwards', () => {
    expect(runStateOf(runOf('time'), null)).toBe('done')
    expect(runStateOf(runOf('cancelled'), jobOf('running'))).toBe('cancelled')
    expect(runStateOf(runOf('failed'), null)).toBe('failed')
  })

  it('is interrupted when its worker was killed', () => {
    expect(runStateOf(runOf('interrupted'), jobOf('interrupted'))).toBe('interrupted')
  })

  it('is interrupted when neither knows an end', () => {
    expect(runStateOf(runOf(null), null)).toBe('interrupted')
    expect(runStateOf(runOf(null), jobOf('interrupted'))).toBe('interrupted')
  })

  it('knows the reasons that have words', () => {
    expect(knownReason('epochs')).toBe('epochs')
    expect(knownReason('plateau')).toBeNull()
    expect(knownReason(null)).toBeNull()
  })
})

describe('runs', () => {
  it('count their epochs from the list, else from what the job found', () => {
    expect(epochCountOf(jobOf('done', { epochs: 12 }))).toBe(12)
    expect(epochCountOf(jobOf('failed'))).toBeNull()
    expect(epochCountOf(null)).toBeNull()
  })
})
