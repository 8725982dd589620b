/** Successive halving on learning curves made by hand: who is trained when, who survives, who is best. */
import { describe, expect, it } from 'vitest'
import { bestOf, nextStep, ranked, type Standing, workLeft } from '../../../shared/search/halving.ts'
import { planSearch, type SearchPlan } from '../../../shared/search/plan.ts'

const unlimited = () => Number.POSITIVE_INFINITY
const plan: SearchPlan = planSearch({ isHalving: true, keepOneOf: 2, epochs: 4, seconds: null, minutes: null }, 4)

/** What each trial reaches after 1, 2 and 4 epochs; null cannot be trained. */
type Curves = readonly (readonly number[] | null)[]

const fresh = (curves: Curves): Standing[] =>
  curves.map((_, index) => ({ number: index + 1, state: 'open', rungsDone: 0, score: null }))

/** Plays a search through, and tells in order what was done. */
function play(curves: Curves, affordable = unlimited as (rung: number) => number) {
  let trials = fresh(curves)
  const log: string[] = []
  const change = (number: number, changed: Partial<Standing>) => {
    trials = trials.map((trial) => (trial.number === number ? { ...trial, ...changed } : trial))
  }
  for (;;) {
    const step = nextStep(plan, trials, affordable)
    if (step.kind === 'end') return { log, trials }
    if (step.kind === 'stop') {
      log.push(`stop ${step.numbers.join()}`)
      for (const number of step.numbers) change(number, { state: 'stopped' })
      continue
    }
    log.push(`${step.number}@${plan.rungs[step.rung]!.until}`)
    const curve = curves[step.number - 1]
    const rungsDone = step.rung + 1
    const state = rungsDone === plan.rungs.length ? 'done' : 'open'
    change(step.number, curve ? { rungsDone, state, score: curve[step.rung]! } : { state: 'failed' })
  }
}

describe('successive halving', () => {
  it('trains all a little, half of them more, and one to the end', () => {
    expect(plan.rungs).toEqual([
      { trials: 4, until: 1 },
      { trials: 2, until: 2 },
      { trials: 1, until: 4 },
    ])
    const { log, trials } = play([
      [0.1, 0.2, 0.3],
      [0.4, 0.5, 0.6],
      [0.3, 0.55, 0.7],
      [0.2, 0.9, 0.95],
    ])
    // The fourth would have become the best, but was third when half had to go.
    expect(log).toEqual(['1@1', '2@1', '3@1', '4@1', 'stop 4,1', '2@2', '3@2', 'stop 2', '3@4'])
    expect(trials.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'done', 'stopped'])
    expect(bestOf(trials)).toMatchObject({ number: 3, score: 0.7 })
  })

  it('goes on without a trial that cannot be trained, and gives up no other for it', () => {
    const { log } = play([null, [0.4, 0.5, 0.6], [0.3, 0.55, 0.7], [0.2, 0.9, 0.95]])
    expect(log).toEqual(['1@1', '2@1', '3@1', '4@1', 'stop 4', '2@2', '3@2', 'stop 2', '3@4'])
  })

  it('prefers the earlier of equals, and anything to a trial without a score', () => {
    const equal = [0.4, 0.5, 0.6]
    expect(play([equal, equal, equal, equal]).log.slice(4)).toEqual(['stop 3,4', '1@2', '2@2', 'stop 2', '1@4'])
    expect(
      ranked([
        { number: 1, score: null },
        { number: 2, score: 0 },
      ]).map(({ number }) => number),
    ).toEqual([2, 1])
    expect(bestOf([{ number: 1, state: 'open', score: null }])).toBeNull()
  })

  it('recommends no trial that failed later on, however well it began', () => {
    const begun = { number: 1, state: 'failed', score: 0.9 } as const
    expect(bestOf([begun, { number: 2, state: 'stopped', score: 0.4 }])).toMatchObject({ number: 2 })
    expect(bestOf([begun])).toBeNull()
  })

  it('lets fewer go on when the time suffices for no more, but always the best one', () => {
    const curves: Curves = [
      [0.1, 0.2, 0.3],
      [0.4, 0.5, 0.6],
      [0.3, 0.55, 0.7],
      [0.2, 0.9, 0.95],
    ]
    expect(play(curves, () => 1).log).toEqual(['1@1', '2@1', '3@1', '4@1', 'stop 3,4,1', '2@2', '2@4'])
    expect(play(curves, () => 0).log.at(-1)).toBe('2@4')
  })

  it('does not choose again in the middle of a rung', () => {
    const middle: Standing[] = [
      { number: 1, state: 'open', rungsDone: 2, score: 0.9 },
      { number: 2, state: 'open', rungsDone: 1, score: 0.3 },
    ]
    // The time would suffice for one only; but it was chosen when the rung began.
    expect(nextStep(plan, middle, () => 1)).toEqual({ kind: 'train', number: 2, rung: 1 })
  })

  it('says what is still to be trained', () => {
    // 4 x 1, 2 x 1 more, 1 x 2 more.
    expect(workLeft(plan, fresh([[], [], [], []]))).toEqual({ work: 8, starts: 7 })
    const middle: Standing[] = [
      { number: 1, state: 'stopped', rungsDone: 1, score: 0.1 },
      { number: 2, state: 'open', rungsDone: 2, score: 0.5 },
      { number: 3, state: 'open', rungsDone: 1, score: 0.4 },
    ]
    // The third to the end of the second rung, then one of the two to the end.
    expect(workLeft(plan, middle)).toEqual({ work: 3, starts: 2 })
  })
})
