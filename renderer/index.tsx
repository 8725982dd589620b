import { Tooltip } from 'radix-ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './design/tokens.css'
import './design/base.css'
import { App } from './App.tsx'
import './i18n.ts'
import { startPreferences } from './stores/preferences.ts'

startPreferences()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      <App />
    </Tooltip.Provider>
  </StrictMode>,
)
