import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../../resources/weights/${file}`, import.meta.url))
const documented = [
  ...read('README.md')
    .toString()
    .matchAll(/^\| `([\w.]+)` \|.*`([0-9a-f]{64})` \|$/gm),
]
type Tensor = { readonly shape: readonly number[]; readonly offset: number }

describe('bundled weights', () => {
  it.each(documented.map((match) => match.slice(1)))('%s is the file that the README documents', (file, sha256) => {
    expect(createHash('sha256').update(read(file!)).digest('hex')).toBe(sha256)
  })

  it('documents all three', () => {
    expect(documented).toHaveLength(3)
  })

  it('has tensors that follow one another without gaps and fill the file', () => {
    const tensors: Tensor[] = JSON.parse(read('ssd_mnv2_oid.json').toString())
    let end = 0
    for (const { shape, offset } of tensors) {
      expect(offset).toBe(end)
      end += shape.reduce((product, length) => product * length, 1)
    }
    // 16-bit floats: two bytes a value.
    expect(end * 2).toBe(read('ssd_mnv2_oid.f16.bin').length)
  })
})
