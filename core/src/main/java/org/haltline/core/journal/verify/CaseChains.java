package org.haltline.core.journal.verify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.SealedFact;
import org.haltline.core.order.CaseId;

/// Follows the hash chains of a share of the cases, so that memory is bounded however many there
/// are: the journal is walked once for each share.
final class CaseChains {

  private static final byte[] NO_PREVIOUS = new byte[32];

  private final int share;
  private final int shares;
  private final Findings findings;
  private final Map<CaseId, Link> ends = new HashMap<>();

  /// @param share which one, 0..
  /// @param shares how many
  CaseChains(int share, int shares, Findings findings) {
    this.share = share;
    this.shares = shares;
    this.findings = findings;
  }

  /// The end of a case's chain so far.
  private static final class Link {
    private long version;
    private byte[] hash = NO_PREVIOUS;
    private boolean listed;
  }

  private boolean isMine(CaseId caseId) {
    return Math.floorMod(caseId.hashCode(), shares) == share;
  }

  int cases() {
    return ends.size();
  }

  void follow(SealedFact fact) {
    if (!isMine(fact.caseId())) return;
    Link end = ends.computeIfAbsent(fact.caseId(), _ -> new Link());
    if (fact.version() <= end.version) {
      findings.add(new Finding.FactOutOfOrder(fact.caseId(), fact.version(), fact.position()));
      return;
    }
    if (fact.version() > end.version + 1) {
      findings.add(
          new Finding.FactsMissing(
              fact.caseId(), end.version + 1, fact.version() - 1, fact.position()));
    } else if (!Arrays.equals(fact.previousHash(), end.hash)) {
      findings.add(new Finding.ChainBroken(fact.caseId(), fact.version(), fact.position()));
    }
    end.version = fact.version();
    end.hash = fact.hash();
  }

  /// Compares with the lists kept beside the facts: they show a case's last facts missing, which
  /// its chain cannot.
  ///
  /// @param through facts after it were written since the walk began
  void compare(JournalImage.CaseLists lists, Position through) {
    lists.forEach((caseId, length) -> compare(lists, caseId, length, through));
    ends.forEach(
        (caseId, end) -> {
          if (!end.listed) findings.add(new Finding.CaseListShort(caseId, 0, end.version));
        });
  }

  private void compare(JournalImage.CaseLists lists, CaseId caseId, long length, Position through) {
    if (!isMine(caseId)) return;
    Link end = ends.computeIfAbsent(caseId, _ -> new Link());
    if (end.listed) return; // a scan may show a key twice
    end.listed = true;
    if (length < end.version) {
      findings.add(new Finding.CaseListShort(caseId, length, end.version));
    } else if (length > end.version) {
      List<Position> further = lists.positions(caseId, end.version);
      List<Position> gone = further.stream().filter(p -> !p.isAfter(through)).toList();
      if (!gone.isEmpty()) {
        findings.add(
            new Finding.FactsMissing(
                caseId, end.version + 1, end.version + gone.size(), gone.getFirst()));
      }
    }
  }
}
