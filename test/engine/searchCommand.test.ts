/** What the options of the command `search` mean. */
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../main/engine/commands/command.ts'
import { resumeFrom, searchFrom } from '../../main/engine/commands/searchCommand.ts'

describe('the options of a search', () => {
  it('ask by default for twenty trials in thirty minutes, weak ones ended early, over what matters most', () => {
    const settings = searchFrom({})
    expect(settings).toMatchObject({ trials: 20, minutes: 30, sampling: 'random', isHalving: true, keepOneOf: 3 })
    expect(settings).toMatchObject({ epochs: null, seconds: null, objective: 'ap', seed: 0 })
    expect(settings.parameters.map(({ key }) => key)).toEqual(['learningRate', 'backboneRate', 'boxWeight', 'scale'])
  })

  it('say what varies, by range, logarithmic range, list or name alone', () => {
    const { parameters } = searchFrom({
      range: ['learningRate=1e-4..1e-2:log', 'scale=0.2..0.8:5', 'rotate'],
      list: ['boxLoss=ciou,giou', 'mosaic=null,0,0.5'],
    })
    expect(parameters).toEqual([
      { kind: 'range', key: 'learningRate', low: 1e-4, high: 1e-2, isLog: true, points: 3 },
      { kind: 'range', key: 'scale', low: 0.2, high: 0.8, isLog: false, points: 5 },
      { kind: 'range', key: 'rotate', low: 0, high: 20, isLog: false, points: 3 },
      { kind: 'list', key: 'boxLoss', values: ['ciou', 'giou'] },
      { kind: 'list', key: 'mosaic', values: [null, 0, 0.5] },
    ])
  })

  it('limit the search by minutes, or by the training of a trial, or by both', () => {
    expect(searchFrom({ epochs: '12' })).toMatchObject({ epochs: 12, seconds: null, minutes: null })
    expect(searchFrom({ seconds: '60', minutes: '5' })).toMatchObject({ epochs: null, seconds: 60, minutes: 5 })
    const chosen = searchFrom({ method: 'grid', size: '96', seed: '3', 'search-seed': '7', set: ['frozen=none'] })
    expect(chosen).toMatchObject({ sampling: 'grid', isHalving: false, seed: 7 })
    expect(chosen.base).toMatchObject({ size: 96, seed: 3, frozen: 'none' })
  })

  it.each([
    [{ range: ['lr=1e-4..1e-2'] }, /there is no setting "lr".*learningRate/],
    [{ range: ['scale=0.2'] }, /--range wants/],
    [{ range: ['scale=0.2..0.8:many'] }, /--range wants/],
    [{ range: ['scale=0.2..0.8:3:4'] }, /--range wants/],
    [{ minutes: '0' }, /minutes/],
    [{ list: ['boxLoss'] }, /--list wants/],
    [{ trials: '0' }, /trials/],
    [{ method: 'best' }, /--method is one of halving, random, grid, grid-halving/],
  ])('%j is not understood', (options, why) => {
    expect(() => searchFrom(options)).toThrow(UsageError)
    expect(() => searchFrom(options)).toThrow(why)
  })

  it('say nothing more where a search goes on: it has its settings', () => {
    expect(resumeFrom({ resume: '3', json: true })).toBe(3)
    expect(resumeFrom({ minutes: '30' })).toBeUndefined()
    const both = () => resumeFrom({ resume: '3', minutes: '60', size: '96' })
    expect(both).toThrow(UsageError)
    expect(both).toThrow('leave out --minutes, --size.')
  })
})
