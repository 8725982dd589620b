import { describe, expect, it } from 'vitest'
import { defaultDraft } from '../../../renderer/train/draft.ts'
import { isRelevant } from '../../../renderer/train/relevance.ts'
import { settingKeys } from '../../../shared/settingFields.ts'

const shownWith = (change: object) => settingKeys.filter((key) => isRelevant(key, { ...defaultDraft, ...change }))

describe('settings that have no say', () => {
  it('momentum is offered to the optimizers that have it', () => {
    expect(shownWith({ optimizer: 'sgd' })).toContain('momentumForm')
    expect(shownWith({ optimizer: 'rmsprop' })).toContain('momentum')
    expect(shownWith({ optimizer: 'rmsprop' })).not.toContain('momentumForm')
    expect(shownWith({ optimizer: 'adamw' })).not.toContain('momentum')
  })

  it('a method of second order finds its own steps', () => {
    const lbfgs = shownWith({ optimizer: 'lbfgs', frozen: 'all', schedule: 'step' })
    for (const key of [
      'learningRate',
      'schedule',
      'stepEvery',
      'average',
      'clipNorm',
      'update',
      'momentum',
      'backboneRate',
    ])
      expect(lbfgs).not.toContain(key)
    expect(lbfgs).toEqual(expect.arrayContaining(['weightDecay', 'frozen', 'batch']))
  })

  it('what belongs to a pretrained backbone goes with it, its width comes with one from scratch', () => {
    expect(shownWith({ start: 'pretrained' })).toEqual(expect.arrayContaining(['frozen', 'backboneRate']))
    const scratch = shownWith({ start: 'scratch' })
    expect(scratch).toContain('width')
    expect(scratch).not.toContain('frozen')
  })

  it('steps and focal losses bring their own numbers', () => {
    expect(shownWith({ schedule: 'step' })).toEqual(expect.arrayContaining(['stepEvery', 'stepFactor']))
    expect(shownWith({})).not.toContain('focalGamma')
    expect(shownWith({ classLoss: 'focal' })).toContain('focalGamma')
  })

  it('losses that a family has no choice of go, and the focal number of one that is not used with them', () => {
    expect(shownWith({})).toEqual(expect.arrayContaining(['boxLoss', 'classLoss', 'objectnessLoss']))
    const twoStage = shownWith({ detector: 'faster-rcnn', classLoss: 'focal' })
    expect(twoStage).toContain('objectnessLoss')
    for (const key of ['boxLoss', 'classLoss', 'focalGamma']) expect(twoStage).not.toContain(key)
    expect(shownWith({ detector: 'faster-rcnn', objectnessLoss: 'focal' })).toContain('focalGamma')
  })

  it('an SSD has neither anchors of its own nor a neck nor a choice of losses, a sliding window no losses', () => {
    const hiddenOf = (detector: string) =>
      shownWith({ classLoss: 'focal' }).filter((key) => !shownWith({ classLoss: 'focal', detector }).includes(key))
    const losses = [
      'boxLoss',
      'objectnessLoss',
      'classLoss',
      'focalGamma',
      'boxWeight',
      'objectnessWeight',
      'classWeight',
    ]
    expect(hiddenOf('ssd')).toEqual(['anchorsPerScale', 'neck', 'neckChannels', 'dropout', ...losses])
    expect(hiddenOf('sliding-window')).toEqual(['dropout', ...losses])
    expect(hiddenOf('rcnn')).toEqual([
      'neck',
      'neckChannels',
      ...losses.filter((key) => !/^(box|class)Weight$/.test(key)),
    ])
  })
})
