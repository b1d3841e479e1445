package org.haltline.core.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.haltline.core.casefile.CaseState;

/// An index of cases that is filled at once and has no journal behind it: how searches are measured
/// on more cases than anybody wants to journal for it.
public final class BulkCasebook implements AutoCloseable {
  private final CaseIndex index;
  private final Path folder;
  private final CaseDocs docs;

  /// An empty one in this folder.
  public BulkCasebook(Path folder, Casebook.Tables tables) throws IOException {
    this.folder = folder;
    this.index = CaseIndex.open(folder);
    this.docs = tables.docs();
  }

  /// Adds one that is not there yet.
  public void add(CaseState state) throws IOException {
    Document doc = docs.of(state);
    index.addNew(Objects.requireNonNull(doc, "a case begins with a report"));
  }

  /// From now on everything that was added is found.
  public void finish() throws IOException {
    index.markWhole();
    index.commit();
    index.show();
  }

  /// As at the desk.
  public CaseAnswer ask(CaseQuestion question) throws IOException {
    return new CaseAsking(question).ask(index);
  }

  public long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  @Override
  public void close() {
    index.close();
  }
}
