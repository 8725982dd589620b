import { describe, expect, it } from 'vitest'
import { canPerform } from '../../../renderer/annotate/availability.ts'
import { chooseCategory } from '../../../renderer/annotate/commands.ts'
import { type Corners, drive } from '../../support/drive.ts'

const boxes: Corners[] = [[100, 100, 200, 200]]

describe('a command', () => {
  it('of the selection needs one', () => {
    const canvas = drive({ boxes })
    expect(canPerform(canvas.editor, 'lock')).toBe(false)
    expect(canPerform(canvas.click(150, 150).editor, 'lock')).toBe(true)
  })

  it('that copies to other images needs boxes, others nothing', () => {
    expect(canPerform(drive().editor, 'propagate')).toBe(false)
    expect(canPerform(drive({ boxes }).editor, 'propagate')).toBe(true)
    expect(canPerform(drive().editor, 'nextImage')).toBe(true)
  })

  it('for the picture needs one that is there', () => {
    const { editor } = drive({ boxes }).click(150, 150)
    const loading = { ...editor, phase: { kind: 'loading', imageId: 7 } } as const
    expect(canPerform(loading, 'paste')).toBe(false)
    expect(canPerform(loading, 'delete')).toBe(false)
    expect(canPerform(loading, 'nextImage')).toBe(true)
  })
})

it('each choice of a class is told apart from the one before, also when it is the same class', () => {
  const { editor } = drive()
  const once = chooseCategory(editor, 2, () => 1).editor
  const twice = chooseCategory(once, 2, () => 1).editor
  expect(new Set([editor, once, twice].map(({ categoryTurn }) => categoryTurn)).size).toBe(3)
})
