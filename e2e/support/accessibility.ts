/** What axe-core finds on the page as it is: rules of WCAG 2.2 AA, of those that stop somebody. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** @returns a line for each element that is at fault */
export async function violationsOn(window: Page): Promise<string[]> {
  if (!(await window.evaluate(() => 'axe' in globalThis))) await window.evaluate(source)
  const violations = await window.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${detail(failureSummary)}`),
    )
}

const detail = (summary: string): string => summary.split('\n').slice(1, 3).join(' ').trim().slice(0, 200)
