import { useTranslation } from 'react-i18next'
import { Splitter } from '../../design/Splitter.tsx'
import { type PanelName, panelRanges, resetPanel, resizePanel, usePanelSizes } from './panelSizes.ts'

const sides = { left: 'left', right: 'right', classes: 'top' } as const

/** The movable border of a panel. */
export function PanelSplitter({ name }: { readonly name: PanelName }) {
  const { t } = useTranslation()
  const value = usePanelSizes((state) => state[name])
  const [least, most] = panelRanges[name]
  return (
    <Splitter
      label={t(`annotate.panels.${name}`)}
      side={sides[name]}
      value={value}
      least={least}
      most={most}
      onChange={(next) => resizePanel(name, next)}
      onReset={() => resetPanel(name)}
    />
  )
}
