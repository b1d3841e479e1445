import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the page is on its way to paper, where nothing is folded away. */
export function usePrinting(): Readonly<Ref<boolean>> {
  const paper = globalThis.matchMedia('print')
  const printing = ref(paper.matches)
  const follow = (): void => void (printing.value = paper.matches)
  paper.addEventListener('change', follow)
  onScopeDispose(() => paper.removeEventListener('change', follow))
  return printing
}
