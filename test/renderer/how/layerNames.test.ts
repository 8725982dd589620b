/** What the histograms of How it works are called. */
import i18next from 'i18next'
import { afterAll, describe, expect, it } from 'vitest'
import '../../../renderer/i18n.ts'
import { layerNames } from '../../../renderer/how/signals/layerNames.ts'

const namesOf = (layers: readonly (readonly [string, number])[]) => [
  ...layerNames(
    i18next.t,
    layers.map(([layer, side]) => ({ layer, side })),
    320,
  ).values(),
]

describe('a layer', () => {
  afterAll(() => i18next.changeLanguage('en'))

  it('is named by its part, by how often the picture was halved there, and by its number among those', async () => {
    await i18next.changeLanguage('en')
    const scratch = [
      ['backbone/0/down', 160],
      ['backbone/1/down', 80],
      ['backbone/1/a/narrow', 80],
      ['neck/2/blend', 10],
      ['head/0/box/a', 40],
    ] as const
    expect(namesOf(scratch)).toEqual([
      'Backbone, stage 1, convolution 1',
      'Backbone, stage 2, convolution 1',
      'Backbone, stage 2, convolution 2',
      'Neck, stage 5, convolution 1',
      'Head, stage 3, convolution 1',
    ])
    await i18next.changeLanguage('ko')
    expect(namesOf(scratch).at(-1)).toBe('헤드 3단계, 합성곱 1')
  })

  it('of the shipped backbone is not called by the number of its operation', async () => {
    await i18next.changeLanguage('en')
    const shipped = [
      ['backbone/op81', 20],
      ['backbone/op84', 20],
      ['backbone/op138', 10],
    ] as const
    expect(namesOf(shipped)).toEqual([
      'Backbone, stage 4, convolution 1',
      'Backbone, stage 4, convolution 2',
      'Backbone, stage 5, convolution 1',
    ])
  })

  it('that looks at a place cut out of the picture has no stage, and one that is not known keeps its name', async () => {
    await i18next.changeLanguage('en')
    const others = [
      ['regions/0/thin', 40],
      ['regions/first', 64],
      ['attention/1', 10],
    ] as const
    expect(namesOf(others)).toEqual(['Regions, layer 1', 'Regions, layer 2', 'attention/1'])
  })
})
