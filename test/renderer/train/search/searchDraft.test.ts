import { describe, expect, it } from 'vitest'
import { defaultDraft } from '../../../../renderer/train/draft.ts'
import {
  addableKeys,
  checkSearchDraft,
  type ParameterDraft,
  type SearchDraft,
  usualDraft,
  usualParameterDraft,
  withKind,
} from '../../../../renderer/train/search/searchDraft.ts'
import { searchableKeys } from '../../../../shared/search/settings.ts'
import { defaultTrainSettings } from '../../../../shared/trainSettings.ts'

const usual = usualDraft(defaultTrainSettings)
const check = (change: Partial<SearchDraft> = {}) => checkSearchDraft({ ...usual, ...change }, defaultTrainSettings)
const varying = (...parameters: ParameterDraft[]) => check({ parameters })
const range = (low: string, high: string, isLog = false): ParameterDraft => ({
  ...{ kind: 'range', key: 'scale', low, high, isLog, points: '3' },
})

describe('the form of a search', () => {
  it('is ready as it opens', () => {
    const checked = check()
    expect(checked).toMatchObject({ kind: 'ready', trials: 20, settings: { minutes: 30, epochs: null, seed: 0 } })
  })

  it.each(searchableKeys)('has sound values for %s', (key) => {
    expect(varying(usualParameterDraft(key)).kind).toBe('ready')
  })

  it('names texts that are no usable numbers', () => {
    expect(check({ trials: 'many', minutes: '-1', epochs: '1.5', seed: '' })).toMatchObject({
      kind: 'wrong',
      texts: ['trials', 'minutes', 'epochs', 'seed'],
    })
    expect(check({ minutes: '', epochs: '5' }).kind).toBe('ready')
  })

  it('names settings whose values are not taken', () => {
    expect(varying(range('0.2', '0.1'))).toMatchObject({ kind: 'wrong', keys: ['scale'] })
    expect(varying(range('0', '0.8', true))).toMatchObject({ kind: 'wrong', keys: ['scale'] })
    expect(varying(range('0', '2'))).toMatchObject({ kind: 'wrong', keys: ['scale'] })
    expect(varying(range('', '0.5'))).toMatchObject({ kind: 'wrong', keys: ['scale'] })
    expect(varying({ kind: 'choices', key: 'boxLoss', values: [] })).toMatchObject({ kind: 'wrong', keys: ['boxLoss'] })
    expect(varying({ kind: 'numbers', key: 'batch', text: '4, 2.5' })).toMatchObject({ kind: 'wrong', keys: ['batch'] })
  })

  it('reads lists of numbers, a dash for an empty field', () => {
    expect(varying({ kind: 'numbers', key: 'batch', text: '–, 4; 8' })).toMatchObject({
      settings: { parameters: [{ kind: 'list', key: 'batch', values: [null, 4, 8] }] },
    })
  })

  it('says why it makes no sense as a whole', () => {
    expect(varying()).toEqual({ kind: 'empty' })
    expect(check({ minutes: '' })).toMatchObject({ kind: 'refused', message: expect.stringContaining('never end') })
    const wide = { points: '50' } as const
    const parameters = ['scale', 'boxWeight'].map((key) => ({ ...range('0.1', '0.8'), key, ...wide }) as ParameterDraft)
    expect(check({ sampling: 'grid', parameters })).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('2500 combinations'),
    })
  })

  it('offers settings that have a say and are not searched yet', () => {
    const keys = addableKeys(usual, defaultDraft)
    expect(keys).not.toContain('learningRate')
    expect(keys).toContain('boxLoss')
    // Momentum means nothing to AdamW.
    expect(keys).not.toContain('momentum')
    expect(addableKeys(usual, { ...defaultDraft, optimizer: 'sgd' })).toContain('momentum')
  })

  it('keeps what is usual when values are named another way and back', () => {
    const numbers = withKind(usualParameterDraft('scale'), 'numbers')
    expect(numbers).toEqual({ kind: 'numbers', key: 'scale', text: '' })
    expect(withKind(numbers, 'range')).toEqual(usualParameterDraft('scale'))
  })
})
