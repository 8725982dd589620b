import { useTranslation } from 'react-i18next'
import { Hint } from '../design/Hint.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { panelBeside, showPanel } from './howView.ts'
import styles from './PanelList.module.css'
import { type PanelName, panelGroups, panelNames, panels } from './panels.ts'

/** The panels in the order of the course; keys walk through all of them. */
export function PanelList({ shown }: { readonly shown: PanelName }) {
  const { t } = useTranslation()
  useCommands({
    'how.nextPanel': () => showPanel(panelBeside(shown, 1)),
    'how.previousPanel': () => showPanel(panelBeside(shown, -1)),
    ...Object.fromEntries(panelNames.map((name) => [`how.${name}`, () => showPanel(name)])),
  })
  return (
    <nav className={styles.list} aria-label={t('how.panels')}>
      {panelGroups.map((group) => (
        <section key={group} className={styles.group} aria-label={t(`how.group.${group}`)}>
          <h2 className={styles.heading}>{t(`how.group.${group}`)}</h2>
          {panelNames
            .filter((name) => panels[name].group === group)
            .map((name) => (
              <Hint key={name} text={t(`how.panel.${name}`)} command={`how.${name}`} side="right">
                <button
                  type="button"
                  className={styles.entry}
                  aria-pressed={name === shown}
                  onClick={() => showPanel(name)}
                >
                  {t(`how.panel.${name}`)}
                </button>
              </Hint>
            ))}
        </section>
      ))}
    </nav>
  )
}
