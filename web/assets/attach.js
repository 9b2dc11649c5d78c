// Files that go with the next question: chosen, dropped or pasted, shown as chips, sent ahead when the question is asked.
import { byId, h } from './dom.js'
import { clean } from './format.js'

const MOST = 10
/** @type {File[]} */
let waiting = []

const size = (bytes) =>
  bytes < 10_240 ? `${bytes} B` : bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`

function draw() {
  const list = byId('files')
  list.hidden = waiting.length === 0
  list.replaceChildren(
    ...waiting.map((file) =>
      h(
        'li',
        null,
        h('span', { dir: 'auto' }, clean(file.name)),
        h('span.soft', null, size(file.size)),
        h('button', { type: 'button', 'aria-label': `Leave out ${clean(file.name)}`, onclick: () => leaveOut(file) }, '×'),
      ),
    ),
  )
}

function leaveOut(file) {
  waiting = waiting.filter((other) => other !== file)
  draw()
  byId('question').focus()
}

function add(files) {
  waiting = [...waiting, ...files].slice(0, MOST)
  draw()
  byId('question').focus()
}

/** Takes what waits, for a question. @returns {File[]} */
export function takeFiles() {
  const taken = waiting
  waiting = []
  draw()
  return taken
}

/** What somebody wants who sends files without a word. @param {File[]} files */
export const wordsFor = (files) => (files.some(({ name }) => /\.sol$/i.test(name)) ? 'Audit this file' : 'Summarise this file')

export function listenForFiles() {
  const input = byId('file')
  byId('attach').addEventListener('click', () => input.click())
  input.addEventListener('change', () => {
    add(input.files)
    input.value = ''
  })
  byId('question').addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    add(event.clipboardData.files)
  })
  const holdsFiles = (event) => event.dataTransfer?.types.includes('Files')
  addEventListener('dragover', (event) => {
    if (holdsFiles(event)) event.preventDefault()
  })
  addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    add(event.dataTransfer.files)
  })
}
