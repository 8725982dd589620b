import { describe, expect, it } from 'vitest'
import { categoryOfDigit, pickerChoices } from '../../../renderer/annotate/picker/pickerChoices.ts'

const categories = [
  { id: 1, name: 'Car', hotkey: '1' },
  { id: 2, name: 'Handcart', hotkey: '2' },
  { id: 3, name: '자동차', hotkey: null },
]
const wordsFor = (typed: string) =>
  pickerChoices(categories, typed).map((choice) => (choice.kind === 'new' ? `+${choice.name}` : choice.category.name))

describe('the class picker', () => {
  it('offers all classes at first, and no new one', () => {
    expect(wordsFor('')).toEqual(['Car', 'Handcart', '자동차'])
  })

  it('finds by beginning before by middle, whatever the case and the form of the letters', () => {
    expect(wordsFor('ca')).toEqual(['Car', 'Handcart', '+ca'])
    expect(wordsFor('자동차'.normalize('NFD'))).toEqual(['자동차'])
  })

  it('offers to make a class only when none has just that name', () => {
    expect(wordsFor(' car ')).toEqual(['Car', 'Handcart'])
    expect(wordsFor('Bus')).toEqual(['+Bus'])
  })

  it('a digit takes its class as long as nothing was typed', () => {
    expect(categoryOfDigit(categories, '', '2')?.name).toBe('Handcart')
    expect(categoryOfDigit(categories, 'x', '2')).toBeNull()
    expect(categoryOfDigit(categories, '', '9')).toBeNull()
  })
})
