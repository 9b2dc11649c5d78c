import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * A Chromium that came with npm, its libraries too. Its own list of arguments is for cloud functions: one process, web security off;
 * a test wants what people have, so only the sandbox (root in a container) and the GPU are left out.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath()
  return await playwright.launch({ args: ['--no-sandbox', '--no-zygote', '--disable-gpu'], executablePath, headless: true })
}
