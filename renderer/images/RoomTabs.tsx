import { Boxes, Diff, History, Images as ImagesIcon, ListChecks, type LucideIcon, Tags } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Hint } from '../design/Hint.tsx'
import { type RoomTab, roomTabs } from '../stores/imagesRoom.ts'
import styles from './RoomTabs.module.css'
import { StepButtons } from './StepButtons.tsx'

const icons: Readonly<Record<RoomTab, LucideIcon>> = {
  images: ImagesIcon,
  boxes: Boxes,
  classes: Tags,
  checks: ListChecks,
  agreement: Diff,
  history: History,
}

/** The pages of the room, and undo and redo for all of them. */
export function RoomTabs() {
  const { t } = useTranslation()
  return (
    <header className={styles.bar}>
      <Tabs.List className={styles.tabs} aria-label={t('room.pages')}>
        {roomTabs.map((tab) => {
          const Icon = icons[tab]
          return (
            <Hint key={tab} text={t(`room.tabHint.${tab}`)} command={`images.${tab}`}>
              {/* The hint gives its trigger a state of its own, which would hide that of the tab. */}
              <span>
                <Tabs.Trigger value={tab} className={styles.tab}>
                  <Icon size={15} aria-hidden="true" />
                  {t(`room.tab.${tab}`)}
                </Tabs.Trigger>
              </span>
            </Hint>
          )
        })}
      </Tabs.List>
      <StepButtons />
    </header>
  )
}
