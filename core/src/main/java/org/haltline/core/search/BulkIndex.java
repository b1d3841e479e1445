package org.haltline.core.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.search.Lookup.Found;
import org.haltline.core.search.Lookup.Reach;

/// An index that is filled at once and has no journal behind it: how lookups are measured on
/// millions of suspects that nobody reported.
public final class BulkIndex implements AutoCloseable {
  private final SuspectIndex index;
  private final Path folder;
  private final Function<String, Optional<String>> institutions;

  /// An empty one in this folder.
  public BulkIndex(Path folder, Function<String, Optional<String>> institutions)
      throws IOException {
    this.folder = folder;
    this.index = SuspectIndex.open(folder);
    this.institutions = institutions;
  }

  /// Adds one that is not there yet; several threads may.
  public void add(Suspect suspect) throws IOException {
    index.addNew(suspect);
  }

  /// From now on everything that was added is found, and nothing is at work any more.
  public void finish() throws IOException {
    index.awaitMerges();
    index.markWhole();
    index.commit();
    index.show();
  }

  /// As at the desk.
  public List<Hit> find(String typed, int max) throws IOException {
    var found = new ArrayList<Found>();
    index.look(
        terms ->
            found.addAll(new Lookup(terms, institutions, max).find(Asked.of(typed), Reach.TYPED)));
    return found.stream()
        .map(
            one ->
                new Hit(
                    one.suspect(),
                    Standing.of(
                        one.suspect(),
                        ProtectedList.none().reason(one.suspect().subject(), null).orElse(null)),
                    one.match()))
        .toList();
  }

  /// What Lucene alone takes to find a number and fetch what is stored of it: the yardstick.
  public int bare(String number) throws IOException {
    int[] bytes = new int[1];
    index.read(
        searcher -> {
          var query = new TermQuery(new Term(SuspectDocs.NUMBER, number));
          for (ScoreDoc doc : searcher.search(query, 10).scoreDocs) {
            var body = searcher.storedFields().document(doc.doc).getBinaryValue(SuspectDocs.BODY);
            bytes[0] += body == null ? 0 : body.length;
          }
        });
    return bytes[0];
  }

  public int size() throws IOException {
    return index.size();
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
