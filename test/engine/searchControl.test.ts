/** What a search tells the trial that is being trained. */
import { expect, it } from 'vitest'
import { searchClock } from '../../main/engine/jobs/searchClock.ts'
import { searchControl } from '../../main/engine/jobs/searchControl.ts'
import { trainControl } from '../../main/engine/jobs/trainJob.ts'
import type { TrainOrder } from '../../shared/reports.ts'

/** A trial, and the orders that came to it. */
function trialThatListens() {
  const orders: TrainOrder[] = []
  const trial = trainControl()
  trial.connect((order) => void orders.push(order))
  return { trial, orders }
}

it('a trial that begins when the time is up already is told to end', () => {
  const control = searchControl()
  control.follow(searchClock({ used: 60, limit: 60, onUp: control.finish }))
  const { trial, orders } = trialThatListens()
  control.begin(1, trial)
  expect(orders).toEqual(['finish'])
})

it('a trial that begins while the search is paused waits; one with time left is told nothing', () => {
  const control = searchControl()
  const clock = searchClock({ used: 0, limit: 60, onUp: control.finish })
  control.follow(clock)
  const first = trialThatListens()
  control.begin(1, first.trial)
  control.end()
  control.give('pause')
  const second = trialThatListens()
  control.begin(2, second.trial)
  control.give('continue')
  expect([first.orders, second.orders]).toEqual([[], ['pause', 'continue']])
  clock.stop()
})
