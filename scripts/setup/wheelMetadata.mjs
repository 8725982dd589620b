/** Reads which wheels a wheel asks for under one of its extras (`pip install name[extra]`), from its METADATA file. */

/** Gives [{name, ranges: ['>=12.5.82', '<13.0']}], names as the registry writes them. */
export function requirementsOfExtra(metadata, extra) {
  const lines = metadata.split('\n').filter((line) => line.startsWith('Requires-Dist:'))
  return lines.flatMap((line) => {
    const [requirement, marker = ''] = line.slice('Requires-Dist:'.length).split(';')
    if (!new RegExp(`extra\\s*==\\s*['"]${extra}['"]`).test(marker)) return []
    const [, name, ranges] = requirement.trim().match(/^([\w.-]+?)\s*(?:\[.*\])?\s*\(?((?:[<>=!~].*?)?)\)?$/)
    return [{ name: name.toLowerCase().replaceAll('_', '-'), ranges: ranges ? ranges.split(',').map(trim) : [] }]
  })
}

const trim = (text) => text.trim()

/** The names whose pinned version is missing or outside the range: with those the library would not load. */
export function notCovered(requirements, pins) {
  return requirements
    .filter(({ name, ranges }) => {
      const pin = pins.find((candidate) => candidate.name === name)
      return !pin || !ranges.every((range) => satisfies(pin.version, range))
    })
    .map(({ name }) => name)
}

function satisfies(version, range) {
  const [, operator, bound] = range.match(/^(<=|>=|==|!=|<|>)\s*(.+)$/)
  const order = compareVersions(version, bound)
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, '==': order === 0, '!=': order !== 0 }[
    operator
  ]
}

function compareVersions(left, right) {
  const [a, b] = [left, right].map((text) => text.split('.').map(Number))
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return Math.sign(difference)
  }
  return 0
}
