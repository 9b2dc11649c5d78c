/** The beginning of a text, with an ellipsis when it is longer than `width` characters. */
export const cutText = (text: string, width: number): string => {
  const signs = [...text]
  return signs.length <= width ? text : `${signs.slice(0, Math.max(0, width - 1)).join('')}…`
}
