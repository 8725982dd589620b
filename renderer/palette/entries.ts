/** What the palette can run or jump to. The commands on offer are always in it; what is on the screen may add more. */
import i18next, { type TFunction } from 'i18next'
import { commands, labelOf } from '../keys/commands.ts'
import { type KeySettings, keyTextOf } from '../keys/keymap.ts'
import { canRun, isOffered, runCommand } from '../keys/offers.ts'
import { note } from '../stores/messages.ts'
import { categoryJumps } from './categoryJumps.ts'

export type PaletteEntry = {
  readonly id: string
  readonly label: string
  /** Further words by which it is found, such as its English name. */
  readonly alias: string
  /** What kind of thing it is, in the user's language. */
  readonly kind: string
  readonly key: string
  /** Impossible ones are shown, so that nobody searches in vain, but do nothing. */
  readonly isPossible: boolean
  readonly run: () => void
}

type Source = (t: TFunction) => readonly PaletteEntry[]
const sources = new Set<Source>()

/** @returns a function that takes the entries back */
export function offerEntries(source: Source): () => void {
  sources.add(source)
  return () => sources.delete(source)
}

/** All entries as they are now: the commands of this screen, those of the window, then what to jump to. */
export function paletteEntries(t: TFunction, settings: KeySettings): readonly PaletteEntry[] {
  const english = i18next.getFixedT('en')
  const offered = commands
    .filter(({ id }) => isOffered(id) && id !== 'window.palette')
    .map(({ id, group }) => ({
      id,
      label: labelOf(t, id),
      alias: labelOf(english, id),
      kind: t(`keys.groups.${group}`),
      key: keyTextOf(id, settings),
      isPossible: canRun(id),
      run: () => {
        // Between the palette and its end the screen may have changed.
        if (!runCommand(id)) note(t('palette.notNow'))
      },
    }))
  const isOfWindow = ({ id }: PaletteEntry) => id.startsWith('window.')
  return [
    ...offered.filter((entry) => !isOfWindow(entry)),
    ...offered.filter(isOfWindow),
    ...categoryJumps(t),
    ...[...sources].flatMap((source) => source(t)),
  ]
}
