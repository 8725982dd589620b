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

/** The rules that another theme can break. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** @returns a line for each element that is at fault */
export const violationsOn = (window: Page): Promise<string[]> => violationsOf(window, null)

/** The same, of colours alone: what else is at fault is so in every theme. */
export const colourViolationsOn = (window: Page): Promise<string[]> => violationsOf(window, colourRules)

async function violationsOf(window: Page, rules: readonly string[] | null): Promise<string[]> {
  if (!(await window.evaluate(() => 'axe' in globalThis))) await window.evaluate(source)
  const violations = await window.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      ...(only && { runOnly: { type: 'rule', values: only } }),
    })
    return violations
  }, rules)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${detail(failureSummary)}`),
    )
}

const detail = (summary: string): string => summary.split('\n').slice(1, 3).join(' ').trim().slice(0, 200)
