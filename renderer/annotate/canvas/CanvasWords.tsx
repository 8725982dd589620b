import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { crosshairWords, spokenChange } from '../spoken.ts'

/** Tells a screen reader what happens on the canvas, which it cannot see. */
export function CanvasWords() {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  useEffect(
    () =>
      useEditor.subscribe((after, before) => {
        const spoken = spokenChange(t, before, after, useProject.getState().categories)
        if (spoken !== null) setWords(spoken)
      }),
    [t],
  )
  useEffect(() => {
    // Where the crosshair came to is said when the arrow key is let go, not at each pixel.
    const onKeyUp = ({ key }: KeyboardEvent) => {
      const editor = useEditor.getState()
      if (key.startsWith('Arrow') && editor.toolbox.chosen === 'draw' && editor.pointer)
        setWords(crosshairWords(t, editor))
    }
    window.addEventListener('keyup', onKeyUp)
    return () => window.removeEventListener('keyup', onKeyUp)
  }, [t])
  return (
    <output className="spoken" aria-live="polite">
      {words}
    </output>
  )
}
