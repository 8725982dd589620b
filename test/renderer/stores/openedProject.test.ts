/** What the window keeps of one project when another is opened. */
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'

let activity: typeof import('../../../renderer/stores/activity.ts')
let comeBack: typeof import('../../../renderer/stores/comeBack.ts')
let room: typeof import('../../../renderer/stores/imagesRoom.ts')
let lastPlace: typeof import('../../../renderer/stores/lastPlace.ts')
let messages: typeof import('../../../renderer/stores/messages.ts')

const listeners = new Set<(data: string) => void>()
/** The engine tells it. */
const open = (path: string | null) => {
  for (const listener of listeners) listener(JSON.stringify({ path }))
}

beforeAll(async () => {
  const on = (name: string, listener: (data: string) => void) => {
    if (name === 'project.opened') listeners.add(listener)
    return () => listeners.delete(listener)
  }
  Object.assign(globalThis, { boxwright: { on } })
  activity = await import('../../../renderer/stores/activity.ts')
  comeBack = await import('../../../renderer/stores/comeBack.ts')
  room = await import('../../../renderer/stores/imagesRoom.ts')
  lastPlace = await import('../../../renderer/stores/lastPlace.ts')
  messages = await import('../../../renderer/stores/messages.ts')
})

beforeEach(() => {
  onTestFinished(lastPlace.startLastPlace())
  onTestFinished(messages.startMessages())
})

describe('the place in a project', () => {
  it('is the beginning in one that was never open here, whatever was looked at before', () => {
    open('/a.boxwright')
    room.showRoomTab('agreement')
    activity.setFilter('class:car')
    comeBack.showImageFrom('agreement', 7)
    open('/b.boxwright')
    expect(activity.useActivity.getState()).toEqual({
      ...{ activity: 'images', imageId: null, annotationId: null, filter: '', order: 'file' },
    })
    expect(room.useImagesRoom.getState().tab).toBe('images')
    expect(comeBack.useComeBack.getState().page).toBeNull()
  })

  it('is where one was, also when another project was opened without closing the first', () => {
    open('/c.boxwright')
    activity.setFilter('class:car')
    activity.showImage(7)
    open('/d.boxwright')
    activity.showActivity('train')
    open('/c.boxwright')
    expect(activity.useActivity.getState()).toMatchObject({ activity: 'annotate', imageId: 7, filter: 'class:car' })
    open('/d.boxwright')
    expect(activity.useActivity.getState()).toMatchObject({ activity: 'train', imageId: null, filter: '' })
  })

  it('is left alone when the engine that had stopped opens the same project again', () => {
    open('/e.boxwright')
    comeBack.showImageFrom('agreement', 7)
    activity.useActivity.setState({ order: 'unsure' })
    open('/e.boxwright')
    expect(activity.useActivity.getState()).toMatchObject({ activity: 'annotate', imageId: 7, order: 'unsure' })
    expect(comeBack.useComeBack.getState().page).toBe('agreement')
  })
})

describe('messages', () => {
  it('are of their project: another one, or none, begins without them', () => {
    open('/a.boxwright')
    messages.fail(new Error('a picture cannot be read'))
    messages.note('60 images were given their part')
    open(null)
    expect(messages.useMessages.getState()).toMatchObject({ last: null, errors: [] })
  })

  it('about the engine that stopped outlast its start with the same project', () => {
    open('/a.boxwright')
    messages.fail(new Error('the engine stopped'))
    open('/a.boxwright')
    expect(messages.useMessages.getState().errors).toMatchObject([{ text: 'the engine stopped' }])
  })

  it('that are dismissed are gone from the status bar, too', () => {
    open('/e.boxwright')
    messages.fail(new Error('no room'))
    const [error] = messages.useMessages.getState().errors
    messages.useMessages.getState().dismiss(error!.id)
    expect(messages.useMessages.getState()).toMatchObject({ last: null, errors: [] })
  })
})
