/** Samples that members learn from: drawn evenly (bagging), and by what the former member got wrong (boosting). */
import { describe, expect, it } from 'vitest'
import { boost, evenChances } from '../../../main/engine/ensemble/boost.ts'
import { drawSample } from '../../../main/engine/ensemble/sample.ts'
import { seededRandom } from '../../../shared/random.ts'

describe('a sample', () => {
  it('has as many draws as there are images, of which 1 - 1/e appear', () => {
    const random = seededRandom(1)
    const samples = Array.from({ length: 50 }, () => drawSample(evenChances(1000), random))
    expect(samples.every((drawn) => drawn.length === 1000)).toBe(true)
    const distinct = samples.reduce((sum, drawn) => sum + new Set(drawn).size, 0) / 50_000
    expect(distinct).toBeCloseTo(1 - 1 / Math.E, 2)
    expect(drawSample(evenChances(100), seededRandom(2))).toEqual(drawSample(evenChances(100), seededRandom(2)))
    expect(drawSample(evenChances(100), seededRandom(2))).not.toEqual(drawSample(evenChances(100), seededRandom(3)))
  })

  it('follows the chances, and never draws what has none', () => {
    const chances = [0.5, 0, 0.25, 0.25]
    const random = seededRandom(4)
    const drawn = Array.from({ length: 5000 }, () => drawSample(chances, random)).flat()
    const parts = chances.map((_, place) => drawn.filter((one) => one === place).length / drawn.length)
    expect(parts[1]).toBe(0)
    for (const [place, chance] of chances.entries()) expect(parts[place]).toBeCloseTo(chance, 1)
  })
})

describe('boosting', () => {
  it('with losses of 0 and 1 is AdaBoost.M1: what was wrong has half of all chances next time', () => {
    // One of four wrong: e = 0.25, b = 1/3; the right ones fall to 1/12 each, together 1/4, as much as the wrong one.
    const { chances, weight } = boost(evenChances(4), [0, 0, 0, 1])
    expect(chances[3]).toBeCloseTo(0.5, 10)
    for (const right of chances.slice(0, 3)) expect(right).toBeCloseTo(1 / 6, 10)
    expect(weight).toBeCloseTo(Math.log(3), 10)
  })

  it('with losses between weighs by how wrong it was (AdaBoost.R2)', () => {
    // e = (0 + 0.5 + 0.25 + 0.05) / 4 = 0.2, b = 0.25; chances ~ 0.25^1, 0.25^0.5, 0.25^0.75, 0.25^0.95
    const { chances, weight } = boost(evenChances(4), [0, 0.5, 0.25, 0.05])
    const raised = [0.25, 0.5, 0.25 ** 0.75, 0.25 ** 0.95]
    const sum = raised.reduce((total, value) => total + value, 0)
    for (const [place, value] of raised.entries()) expect(chances[place]).toBeCloseTo(value / sum, 10)
    expect(weight).toBeCloseTo(Math.log(4), 10)
  })

  it('goes on from the chances of this member', () => {
    // e = 0.4 * 1 = 0.4, b = 2/3: 0.6 falls to 0.4, so both have a half.
    const { chances } = boost([0.4, 0.6], [1, 0])
    expect(chances[0]).toBeCloseTo(0.5, 10)
  })

  it('gives neither all the say to a member without fault, nor less than none to one that is mostly wrong', () => {
    const faultless = boost(evenChances(2), [0, 0])
    expect(faultless.weight).toBeCloseTo(Math.log(99), 10)
    expect(faultless.chances).toEqual([0.5, 0.5])
    const wrong = boost(evenChances(2), [1, 0.8])
    expect(wrong.weight).toBeCloseTo(Math.log(0.51 / 0.49), 10)
    expect(wrong.chances[0]).toBeGreaterThan(wrong.chances[1]!)
  })
})
