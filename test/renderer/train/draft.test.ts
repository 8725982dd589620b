import { describe, expect, it } from 'vitest'
import { checkDraft, defaultDraft, draftOf, restoredDraft } from '../../../renderer/train/draft.ts'
import { defaultTrainSettings } from '../../../shared/trainSettings.ts'

describe('settings being edited', () => {
  it('begin as the defaults and give them back', () => {
    expect(checkDraft(defaultDraft)).toEqual({
      ...{ settings: defaultTrainSettings, wrongKeys: [], isEndless: false, wantsFrozen: false },
    })
  })

  it('are none for a run when the optimizer is for heads alone and the backbone is to learn', () => {
    const lbfgs = { ...defaultDraft, optimizer: 'lbfgs' }
    expect(checkDraft(lbfgs)).toMatchObject({ settings: null, wantsFrozen: true })
    expect(checkDraft({ ...lbfgs, frozen: 'all' })).toMatchObject({
      settings: { optimizer: 'lbfgs' },
      wantsFrozen: false,
    })
    expect(checkDraft({ ...lbfgs, frozen: 'all', start: 'scratch' })).toMatchObject({
      settings: null,
      wantsFrozen: true,
    })
  })

  it('give back what was typed, an empty field as no limit', () => {
    const { settings } = checkDraft({
      ...defaultDraft,
      seconds: '',
      epochs: ' 12 ',
      learningRate: '1e-3',
      neck: 'concat',
    })

    expect(settings).toEqual({
      ...defaultTrainSettings,
      seconds: null,
      epochs: 12,
      learningRate: 0.001,
      neck: 'concat',
    })
  })

  it('name every field that is not usable', () => {
    const { settings, wrongKeys } = checkDraft({
      ...defaultDraft,
      size: '300',
      seed: '',
      colour: 'much',
      seconds: '0',
    })

    expect(settings).toBeNull()
    expect(wrongKeys).toEqual(['size', 'seconds', 'seed', 'colour'])
  })

  it('are refused when neither time nor epochs would end the run', () => {
    expect(checkDraft({ ...defaultDraft, seconds: '', epochs: '' })).toMatchObject({ settings: null, isEndless: true })
  })

  it('come back from an earlier time as far as they are still allowed', () => {
    const kept = { ...draftOf({ ...defaultTrainSettings, size: 256 }), batch: '9999', gone: '1' }

    expect(restoredDraft(kept)).toEqual({ ...defaultDraft, size: '256' })
    expect(restoredDraft(undefined)).toEqual(defaultDraft)
  })
})
