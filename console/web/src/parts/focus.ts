/** Focuses a field as soon as it stands in the page. The attribute `autofocus` acts once in the life of a document, and a frame late: what is typed before is lost. */
export const vFocus = { mounted: (field: HTMLElement) => field.focus() }
