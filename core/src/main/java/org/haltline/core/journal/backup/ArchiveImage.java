package org.haltline.core.journal.backup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.verify.JournalImage;
import org.haltline.core.journal.verify.RawFact;
import org.jspecify.annotations.Nullable;

/// The journal in a backup, to be verified without any Redis. Read forward in one go; asked for an
/// earlier place it begins again.
public final class ArchiveImage implements JournalImage, AutoCloseable {

  private final Archive archive;
  private final Cursor<RawFact> facts;
  private final Cursor<SealStream.Stored> seals;

  public ArchiveImage(Archive archive) {
    this.archive = archive;
    this.facts = new Cursor<>(archive, Records.FACTS, Records::readFact);
    this.seals = new Cursor<>(archive, Records.SEALS, Records::readSeal);
  }

  @Override
  public String centre() {
    return archive.manifest().centre();
  }

  @Override
  public long facts() {
    return archive.manifest().facts();
  }

  @Override
  public Position end() {
    return archive.manifest().endPosition();
  }

  @Override
  public List<RawFact> factsAfter(Position position, int limit) {
    return facts.page(fact -> fact.position().isAfter(position), limit);
  }

  @Override
  public Optional<SealStream.Stored> lastSeal() {
    long count = archive.manifest().seals();
    return count == 0 ? Optional.empty() : sealsAfter(count - 1, 1).stream().findFirst();
  }

  @Override
  public List<SealStream.Stored> sealsAfter(long number, int limit) {
    return seals.page(seal -> seal.number() > number, limit);
  }

  /// Restored from the facts, so there is nothing of their own to check.
  @Override
  public Optional<CaseLists> caseLists() {
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    facts.close();
    seals.close();
  }

  private interface Reader<T> {
    @Nullable T read(DataInputStream in) throws IOException;
  }

  private interface Wanted<T> {
    boolean test(T record);
  }

  /// Goes through a member's records. Their order is the archive's, and what is wrong with it must
  /// show: only a place before the last page makes it begin anew.
  private static final class Cursor<T> {
    private final Archive archive;
    private final String member;
    private final Reader<T> reader;
    private @Nullable DataInputStream in;
    private @Nullable T lastGiven;

    Cursor(Archive archive, String member, Reader<T> reader) {
      this.archive = archive;
      this.member = member;
      this.reader = reader;
    }

    List<T> page(Wanted<T> wanted, int limit) {
      try {
        if (lastGiven == null || wanted.test(lastGiven)) restart();
        DataInputStream from = in;
        List<T> page = new ArrayList<>();
        while (from != null && page.size() < limit) {
          T record = reader.read(from);
          if (record == null) break;
          if (!wanted.test(record)) continue;
          page.add(record);
          lastGiven = record;
        }
        return page;
      } catch (IOException e) {
        throw new UncheckedIOException(member + " of the backup cannot be read", e);
      }
    }

    private void restart() throws IOException {
      close();
      in = archive.records(member);
    }

    void close() throws IOException {
      if (in != null) in.close();
      in = null;
    }
  }
}
