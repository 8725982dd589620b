/** How the path of each rule looks; they differ by their dashes too. */
import type { OptimizerPaths } from '../../../shared/howCalls.ts'

type Rule = OptimizerPaths['paths'][number]['rule']

export const pathLooks: Readonly<Record<Rule, { readonly color: string; readonly dash: readonly number[] }>> = {
  sgd: { color: '--ignored-on-picture', dash: [] },
  momentum: { color: '--confused-on-picture', dash: [8, 4] },
  rmsprop: { color: '--false-on-picture', dash: [2, 4] },
  adam: { color: '--missed-on-picture', dash: [12, 4, 2, 4] },
}

export const ruleNames: Readonly<Record<Rule, string>> = {
  sgd: 'SGD',
  momentum: 'Momentum',
  rmsprop: 'RMSProp',
  adam: 'Adam',
}
