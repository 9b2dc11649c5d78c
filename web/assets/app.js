// The conversation: asks, follows, shows, and brings it back after a reload.
import { ApiError, ask, cancel, getAnswer, sendFile, setKey } from './api.js'
import { listenForFiles, takeFiles, wordsFor } from './attach.js'
import { renderBlocks } from './blocks.js'
import { byId, copy, h } from './dom.js'
import { clean, locale } from './format.js'
import { forget, load, newId, save } from './history.js'
import { hide as hideProof } from './proof.js'
import { followStatus } from './status.js'
import { switchTheme } from './theme.js'

const TRIES = 8
const talk = byId('talk')
const question = byId('question')
const conversation = load()
/** @type {string | undefined} */
let running

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

function busy(is) {
  byId('send').hidden = is
  byId('stop').hidden = !is
}

const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight })

function addQuestion(text, files = []) {
  byId('welcome').hidden = true
  const names = files.map(({ name }) => h('p.file', { dir: 'auto' }, clean(name)))
  talk.append(h('li.asked', null, h('span.hidden', null, 'You: '), h('p', { dir: 'auto' }, clean(text)), ...names))
}

/** The place of an answer while it is made. */
function addAnswer() {
  const message = h('span', null, 'Reading your question')
  const bar = h('progress', { max: '1', hidden: true, 'aria-label': 'Progress' })
  const blocks = h('div.blocks')
  const waiting = h('div.waiting', { role: 'status' }, h('span.pulse', { 'aria-hidden': 'true' }), message, bar)
  const item = h('li.answer', { 'aria-busy': 'true' }, h('span.hidden', null, 'Petrel: '), blocks, waiting)
  talk.append(item)
  return {
    progress: ({ message: words, done }) => {
      message.textContent = clean(words)
      bar.hidden = done === undefined
      if (done !== undefined) bar.value = done
    },
    preview: (parts) =>
      blocks.replaceChildren(
        ...renderBlocks({ id: '', blocks: parts.filter((part) => part.kind !== 'chart' && part.kind !== 'picture'), records: [] }, { say }),
      ),
    done: (answer) => {
      hideProof()
      waiting.remove()
      item.removeAttribute('aria-busy')
      item.dataset.rung = answer.rung
      blocks.replaceChildren(...renderBlocks(answer, { say }))
      item.append(foot(answer))
    },
    failed: (error, again) => {
      waiting.remove()
      item.removeAttribute('aria-busy')
      const retry = again && h('button.chip', { type: 'button', onclick: again }, 'Try again')
      item.append(h('p.warning', { role: 'alert' }, clean(error.message)), h('div.chips', null, retry))
    },
    item,
  }
}

const RUNG = {
  command: 'command',
  reader: 'understood without a model',
  model: 'understood by the model',
  clarify: 'a question back',
  refuse: 'not answered',
  error: 'failed',
}

function foot(answer) {
  const link = h('button.plain', { type: 'button' }, 'Copy link')
  link.addEventListener('click', async () => {
    await copy(`${location.origin}/#answer=${encodeURIComponent(answer.id)}`)
    link.textContent = 'Link copied'
    setTimeout(() => (link.textContent = 'Copy link'), 1500)
  })
  const words = [answer.tool, RUNG[answer.rung], answer.model].filter(Boolean).join(' · ')
  return h('div.foot', null, h('span', null, clean(words)), link)
}

/** Sends the files of a question ahead, once. @param {File[]} files */
async function sendAhead(entry, files, view) {
  if (files.length === 0) return
  entry.files = []
  for (const file of files) {
    view.progress({ message: `Sending ${file.name}` })
    entry.files.push({ ...(await sendFile(file)), name: file.name })
  }
  save(conversation)
}

/** Asks until the answer is here; the key makes every try the same question. */
async function untilAnswered(entry, view) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(
        { text: entry.text, chat: conversation.chat, locale: entry.locale, key: entry.key, files: entry.files },
        (name, data) => {
          if (name === 'turn') {
            entry.turn = data.id
            running = data.id
            save(conversation)
          } else if (name === 'progress') view.progress(data)
          else if (name === 'blocks') view.preview(data.blocks)
        },
      )
    } catch (error) {
      if (!(error instanceof ApiError) || !error.retryable || error.code === 'cancelled' || attempt === TRIES) throw error
      view.progress({ message: error.code === 'busy' ? 'Petrel is busy; waiting my turn' : 'Connecting again' })
      await wait(Math.min(attempt * 1000, 5000))
    }
  }
}

/** @param {File[]} [files] not sent yet */
async function run(entry, files = []) {
  const view = addAnswer()
  busy(true)
  // The question goes to the top and stays there; the answer grows below it.
  view.item.previousElementSibling?.scrollIntoView({ block: 'start' })
  try {
    await sendAhead(entry, files, view)
    view.done(await untilAnswered(entry, view))
  } catch (error) {
    const again = error.retryable || error.code === 'network' ? () => say(entry.text, files) : undefined
    view.failed(error.code === 'cancelled' ? new Error('Stopped.') : error, again)
  } finally {
    running = undefined
    busy(false)
  }
}

async function say(text, files = []) {
  const words = text.trim() || (files.length > 0 ? wordsFor(files) : '')
  if (words === '' || !byId('stop').hidden) return
  if (location.hash !== '') {
    history.replaceState(null, '', '/')
    talk.replaceChildren()
  }
  const entry = { text: words, key: newId(), locale }
  conversation.asked.push(entry)
  save(conversation)
  addQuestion(words, files)
  await run(entry, files)
}

/** Brings the conversation back; a question that was still open is asked again under its old key. */
async function restore() {
  // Not what was asked since the page opened: that is on its way already.
  for (const entry of kept) {
    addQuestion(entry.text, entry.files)
    let answer
    try {
      answer = entry.turn ? await getAnswer(entry.turn) : undefined
    } catch (error) {
      addAnswer().failed(error.code === 'not_found' ? new Error('This answer is no longer kept.') : error)
      continue
    }
    if (answer) addAnswer().done(answer)
    else await run(entry)
  }
  if (kept.length > 0) toEnd()
}

/** An answer that somebody linked to. */
async function showLinked(id) {
  byId('welcome').hidden = true
  const view = addAnswer()
  try {
    let answer = await getAnswer(id)
    while (!answer) {
      await wait(1000)
      answer = await getAnswer(id)
    }
    view.done(answer)
  } catch (error) {
    view.failed(error.code === 'not_found' ? new Error('There is no answer under this link.') : error)
  }
}

function grow() {
  question.style.height = ''
  if (question.value !== '') question.style.height = `${Math.min(question.scrollHeight, 200)}px`
}

function listen() {
  listenForFiles()
  byId('form').addEventListener('submit', (event) => {
    event.preventDefault()
    if (!byId('stop').hidden) return
    const text = question.value
    question.value = ''
    grow()
    say(text, takeFiles())
  })
  question.addEventListener('input', grow)
  question.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    byId('form').requestSubmit()
  })
  byId('stop').addEventListener('click', () => running && cancel(running).catch(() => undefined))
  byId('theme').addEventListener('click', switchTheme)
  byId('new-chat').addEventListener('click', () => {
    forget()
    location.assign('/')
  })
  addEventListener('hashchange', () => location.reload())
  document.addEventListener('pointerdown', (event) => {
    if (!byId('state').contains(event.target)) byId('state').open = false
  })
}

function askForKey() {
  const dialog = byId('key')
  byId('key-form').addEventListener('submit', () => {
    setKey(byId('key-value').value)
    location.reload()
  })
  dialog.showModal()
}

const kept = conversation.asked.slice(-10)
listen()
followStatus({
  first: (status) => {
    byId('ideas').replaceChildren(
      ...status.questions
        .slice(0, 3)
        .map((idea) => h('button.idea', { type: 'button', onclick: () => say(idea) }, h('span', null, clean(idea)))),
    )
    const linked = /^#answer=(.+)$/.exec(location.hash)?.[1]
    if (linked) showLinked(decodeURIComponent(linked))
    else restore()
  },
  refused: askForKey,
})
