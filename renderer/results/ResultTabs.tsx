import { Tabs } from 'radix-ui'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Hint } from '../design/Hint.tsx'
import { useCommands } from '../keys/useCommands.ts'
import styles from './ResultTabs.module.css'
import { changeView, resultTabs } from './resultsView.ts'

/** The pages of the screen, each with its key. */
export const ResultTabs = memo(function ResultTabs() {
  const { t } = useTranslation()
  useCommands(Object.fromEntries(resultTabs.map((tab) => [`results.${tab}`, () => changeView({ tab })])))
  return (
    <Tabs.List className={styles.tabs} aria-label={t('results.pages')}>
      {resultTabs.map((tab) => (
        <Hint key={tab} text={t(`results.tabHint.${tab}`)} command={`results.${tab}`}>
          {/* The hint gives its trigger a state of its own, which would hide that of the tab. */}
          <span>
            <Tabs.Trigger className={styles.tab} value={tab}>
              {t(`results.tab.${tab}`)}
            </Tabs.Trigger>
          </span>
        </Hint>
      ))}
    </Tabs.List>
  )
})
