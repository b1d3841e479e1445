import { onScopeDispose } from 'vue'
import { covered, typing } from './keyboard'

/**
 * What is pasted while the caret stands in no text field, so that Ctrl V works on a desk wherever one is. In a field it stays the field's own;
 * under an overlay nothing is taken. Whoever has no use for it says so by false.
 */
export function usePaste(take: (pasted: DataTransfer) => boolean): void {
  function hear(event: ClipboardEvent): void {
    if (event.defaultPrevented || typing(event) || covered() || !event.clipboardData) return
    if (take(event.clipboardData)) event.preventDefault()
  }
  globalThis.addEventListener('paste', hear)
  onScopeDispose(() => globalThis.removeEventListener('paste', hear))
}
