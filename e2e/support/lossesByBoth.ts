import { expect, type Studio } from '../studio.ts'

/** In "How it works": what the first label costs is the same by TensorFlow and by formula. @returns the names of the terms */
export async function lossesByBoth({ window }: Studio): Promise<string[]> {
  await window.keyboard.press('8')
  const names: string[] = []
  for (const name of ['Terms of the loss', 'Gradients']) {
    const rows = window.getByRole('table', { name }).locator('tbody tr')
    await expect(rows.first()).toBeVisible({ timeout: 60_000 })
    for (const cells of await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)),
    )) {
      const [byTensorflow, byFormula] = cells.slice(-2).map(Number) as [number, number]
      expect(byFormula, cells.join(' ')).toBeCloseTo(byTensorflow, 2)
      if (name === 'Terms of the loss') names.push(cells[0]!)
    }
  }
  return names
}
