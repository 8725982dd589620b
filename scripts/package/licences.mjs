/** The licences of the packages that the studio carries as they are, in one text. Those of bundled packages lie beside the bundles. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const isLicence = (name) => /^(licen[sc]e|copying|notice)/i.test(name)
const isReadme = (name) => /^readme/i.test(name)
/** From its heading, of either kind, to the next that begins with #, or to the end. */
const licenceSection =
  /^(?:#+ *licen[sc](?:e|es|ing)\b[^\n]*|licen[sc]e[^\n]*\n[-=]{3,} *)\n([\s\S]*?)(?=^#|$(?![\s\S]))/im

/** @param texts files with the text of a licence by its SPDX name, for packages that only name it */
export function licencesOf(project, texts) {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'))
  const shipped = Object.entries(packages).filter(
    // Parts for other systems are in the list, but not on the disk.
    ([path, { dev }]) => path !== '' && !dev && existsSync(join(project, path)),
  )
  const sections = shipped.map(([path, { version, license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const text = ownText(join(project, path)) ?? `The package carries no text of its own. Its licence: ${license}.`
    return { name: `${name} ${version}`, license, text }
  })
  const common = Object.entries(texts).map(([name, file]) => `# ${name}\n\n${readFileSync(file, 'utf8').trim()}`)
  return [
    '# Packages that Boxwright carries',
    ...sections.map(({ name, license, text }) => `## ${name}\n\n${license}\n\n${text}`),
    ...common,
  ].join('\n\n')
}

/** Null where the package only names its licence. */
function ownText(folder) {
  const names = readdirSync(folder).sort()
  const read = (name) => readFileSync(join(folder, name), 'utf8').trim()
  const licences = names.filter(isLicence)
  if (licences.length > 0) return licences.map(read).join('\n\n')
  const readme = names.find(isReadme)
  return (readme && licenceSection.exec(read(readme))?.[1].trim()) || null
}
