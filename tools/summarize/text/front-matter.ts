/** Front matter of a proposal: "title: …" between two lines of dashes. */
export function frontMatter(text: string): { fields: Map<string, string>; body: string } {
  const match = /^---\r?\n([\s\S]{0,5000}?)\r?\n---\r?\n/.exec(text)
  const fields = new Map((match?.[1] ?? '').split('\n').flatMap((line) => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    return name ? [[name.toLowerCase(), value ?? ''] as const] : []
  })) // biome-ignore format: short
  return { fields, body: text.slice(match?.[0].length ?? 0) }
}
