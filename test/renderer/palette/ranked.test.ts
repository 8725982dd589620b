import { describe, expect, it } from 'vitest'
import { ranked } from '../../../renderer/palette/ranked.ts'

const entry = (id: string, label: string, change: { alias?: string; isPossible?: boolean } = {}) => ({
  id,
  label,
  alias: '',
  isPossible: true,
  ...change,
})
const entries = [
  entry('draw', '박스 그리기', { alias: 'Draw boxes' }),
  entry('delete', '선택한 박스 삭제', { alias: 'Delete the selected boxes', isPossible: false }),
  entry('undo', '실행 취소', { alias: 'Undo' }),
  entry('redo', '다시 실행', { alias: 'Redo' }),
]
const idsOf = (query: string, recentIds: readonly string[] = []) =>
  ranked(entries, query, recentIds).map(({ id }) => id)

describe('the palette', () => {
  it('begins with what was run last, then all that is possible in its order', () => {
    expect(idsOf('', ['redo', 'undo'])).toEqual(['redo', 'undo', 'draw', 'delete'])
  })

  it('finds by the shown language and by English', () => {
    expect(idsOf('그리기')).toEqual(['draw'])
    expect(idsOf('draw')).toEqual(['draw'])
  })

  it('shows what is not possible last', () => {
    expect(idsOf('박스')).toEqual(['draw', 'delete'])
    expect(idsOf('boxes')).toEqual(['draw', 'delete'])
  })

  it('of entries that fit alike names the recent one first, but not before one that fits better', () => {
    expect(idsOf('실행')).toEqual(['undo', 'redo'])
    expect(idsOf('실행', ['redo'])).toEqual(['redo', 'undo'])
    expect(idsOf('do')).toEqual(['undo', 'redo', 'draw', 'delete'])
    expect(idsOf('d', ['redo'])).toEqual(['draw', 'redo', 'undo', 'delete'])
  })

  it('is empty when nothing fits', () => {
    expect(idsOf('zzz')).toEqual([])
  })
})
