import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import '../../../renderer/i18n.ts'
import { checkDraft, defaultDraft } from '../../../renderer/train/draft.ts'
import { startObstacle } from '../../../renderer/train/startObstacle.ts'

const obstacle = (change: Partial<Parameters<typeof startObstacle>[1]>) =>
  startObstacle(i18next.t, { isTraining: false, isBlocked: false, checked: checkDraft(defaultDraft), ...change })

describe('starting a run', () => {
  it('is possible when nothing stands in the way', () => {
    expect(obstacle({})).toBeNull()
  })

  it('waits for the run under way, for the labels, and for usable settings', () => {
    expect(obstacle({ isTraining: true })).toMatch(/being trained/)
    expect(obstacle({ isBlocked: true })).toMatch(/prevents training/)
    expect(obstacle({ checked: checkDraft({ ...defaultDraft, size: '300', batch: 'x' }) })).toBe(
      'Not usable yet: Picture size, Batch',
    )
    expect(obstacle({ checked: checkDraft({ ...defaultDraft, seconds: '' }) })).toMatch(/never end/)
  })
})
