import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cudaWheels } from '../../scripts/setup/cudaWheels.mjs'
import { notCovered, requirementsOfExtra } from '../../scripts/setup/wheelMetadata.mjs'

// As it lies in the wheel tensorflow 2.21.0.
const metadata = readFileSync(new URL('./fixtures/tensorflow-2.21.0.metadata.txt', import.meta.url), 'utf8')

describe('wheel metadata', () => {
  it("gives the extra's requirements with their ranges and no others", () => {
    const requirements = requirementsOfExtra(metadata, 'and-cuda')
    expect(requirements).toHaveLength(12)
    expect(requirements[0]).toEqual({ name: 'nvidia-cublas-cu12', ranges: ['<13.0', '>=12.5.3.2'] })
    expect(requirements.map(({ name }: { name: string }) => name)).not.toContain('numpy')
  })

  it('gives nothing for an extra that the wheel does not have', () => {
    expect(requirementsOfExtra(metadata, 'and-rocm')).toEqual([])
  })

  it('reads brackets, parentheses, single quotes and a requirement without a range', () => {
    const lines = [
      "Requires-Dist: Some_Name[part] (<2,>=1.5) ; extra == 'and-cuda'",
      'Requires-Dist: plain; extra == "and-cuda"',
    ]
    expect(requirementsOfExtra(lines.join('\n'), 'and-cuda')).toEqual([
      { name: 'some-name', ranges: ['<2', '>=1.5'] },
      { name: 'plain', ranges: [] },
    ])
  })

  it('is covered by the wheels that set-up pins', () => {
    expect(notCovered(requirementsOfExtra(metadata, 'and-cuda'), cudaWheels)).toEqual([])
  })

  it('names what is not pinned and what is pinned outside its range', () => {
    const requirements = [
      { name: 'nvidia-new-cu12', ranges: ['>=1'] },
      { name: 'nvidia-old-cu12', ranges: ['<13.0', '>=12.10'] },
      { name: 'nvidia-fine-cu12', ranges: ['<13.0', '>=12.10'] },
    ]
    const pins = [
      { name: 'nvidia-old-cu12', version: '12.9.86' },
      { name: 'nvidia-fine-cu12', version: '12.10.1' },
    ]
    expect(notCovered(requirements, pins)).toEqual(['nvidia-new-cu12', 'nvidia-old-cu12'])
  })
})
