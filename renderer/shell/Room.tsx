import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { type Activity, useActivity } from '../stores/activity.ts'
import { fail } from '../stores/messages.ts'
import styles from './Room.module.css'

/** The place of an activity. It takes the focus when the activity that had it is gone, so that keys and voice go on here. */
export function Room({ activity, children }: { readonly activity: Activity; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another activity moves the focus
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true })
  }, [activity])
  return (
    <main ref={place} className={styles.room} tabIndex={-1} aria-label={t(`rail.${activity}`)}>
      <Boundary key={activity} fallback={(again) => <Broken onAgain={again} />}>
        {children}
      </Boundary>
    </main>
  )
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.broken} role="alert">
      <EmptyState icon={<TriangleAlert size={32} />} title={t('broken.title')} text={t('broken.text')}>
        <Button look="primary" onClick={onAgain}>
          {t('broken.again')}
        </Button>
        <Button onClick={() => useActivity.setState({ activity: 'images', filter: '', imageId: null })}>
          {t('broken.toImages')}
        </Button>
      </EmptyState>
    </div>
  )
}

type BoundaryProps = { readonly children: ReactNode; readonly fallback: (again: () => void) => ReactNode }

/** A fault of our own in one activity must not take the window down; only a class can hear of it in React. */
class Boundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(error: Error): void {
    fail(error)
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return this.props.fallback(() => this.setState({ isBroken: false }))
  }
}
