// Colours: the system's, unless the reader chose others.
const KEY = 'petrel.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set()

const chosen = () => localStorage.getItem(KEY)
/** @returns {'light' | 'dark'} */
export const theme = () => (chosen() === 'light' || chosen() === 'dark' ? chosen() : dark.matches ? 'dark' : 'light')

function apply() {
  document.documentElement.dataset.theme = theme()
  for (const listener of listeners) listener()
}

/** Changes to the other colours and remembers it. */
export function switchTheme() {
  localStorage.setItem(KEY, theme() === 'dark' ? 'light' : 'dark')
  apply()
}

/** @param {() => void} listener */
export const onTheme = (listener) => listeners.add(listener)

dark.addEventListener('change', apply)
apply()
