/**
 * What every request carries of whoever is signed in. It stands apart from the session so that the client of the API needs no store, and
 * the session needs no client.
 */
export const credentials = {
  csrf: '',
  language: 'zh' as 'zh' | 'en',
  /** Told when the server no longer knows us. */
  refused: () => {},
  /** Told when a request found nobody. */
  away: () => {},
}
