package org.haltline.core.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// The case keys used last, unwrapped; a bounded number of them. A hint only: a case erased
/// elsewhere may still be here, which is why the store is asked for the wrapped key whenever bodies
/// are read, and refuses to append to a case that has none.
final class CaseKeys {

  private final Map<CaseId, SecretKey> recent;

  CaseKeys(int countMax) {
    recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<CaseId, SecretKey> eldest) {
            return size() > countMax;
          }
        };
  }

  synchronized @Nullable SecretKey get(CaseId caseId) {
    return recent.get(caseId);
  }

  synchronized void put(CaseId caseId, SecretKey key) {
    recent.put(caseId, key);
  }

  synchronized void forget(CaseId caseId) {
    recent.remove(caseId);
  }
}
