import { describe, expect, it } from 'vitest'
import { ordinaryRuns, runsAndSearches, shownIn } from '../../../renderer/train/shown.ts'
import { runOf, searchOf } from '../../support/searches.ts'

const nothingChosen = { runId: null, searchId: null }
const trial = runOf({ id: 3, createdAt: 9, trial: { searchId: 1, number: 2 } })
const runs = [trial, runOf({ id: 2, createdAt: 4 }), runOf({ id: 1, createdAt: 1 })]
const search = searchOf([], { id: 1, createdAt: 5 })

describe('what Train shows', () => {
  it('is what was chosen, the run of a trial too', () => {
    expect(shownIn(runs, [search], { runId: 3, searchId: null })).toEqual({ kind: 'run', run: trial })
    expect(shownIn(runs, [search], { runId: null, searchId: 1 })).toEqual({ kind: 'search', search })
  })

  it('is else the newest run or search, but no trial by itself', () => {
    expect(shownIn(runs, [search], nothingChosen)).toEqual({ kind: 'search', search })
    expect(shownIn(runs, [], { runId: 99, searchId: 99 })).toMatchObject({ run: { id: 2 } })
    expect(shownIn([trial], [], nothingChosen)).toEqual({ kind: 'nothing' })
  })

  it('lists searches among the runs by their age, without trials', () => {
    const entries = runsAndSearches(ordinaryRuns(runs), [search])
    expect(
      entries.map((entry) => (entry.kind === 'run' ? `run ${entry.run.id}` : `search ${entry.search.id}`)),
    ).toEqual(['search 1', 'run 2', 'run 1'])
  })
})
