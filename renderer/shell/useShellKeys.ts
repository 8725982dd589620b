import { useEffect } from 'react'
import { activities, showActivity } from '../stores/activity.ts'
import { useProject } from '../stores/project.ts'

/** Ctrl+1 … switch the activity. */
export function useShellKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      const activity = activities[Number(event.key) - 1]
      if (!activity || !useProject.getState().project) return
      event.preventDefault()
      showActivity(activity)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
