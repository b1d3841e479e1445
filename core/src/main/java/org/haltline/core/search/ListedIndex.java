package org.haltline.core.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.haltline.core.listing.ListRow.Entry;
import org.haltline.core.search.NameForms.Both;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// The entries of lists on disk, with the terms that suspects are found by. A list that is whole
/// has a document of its own, written after its entries.
final class ListedIndex extends KeptIndex {
  private static final String FORM = "lists-2/" + SuspectForm.VERSION;
  private static final String LIST = "list";
  private static final String WHOLE = "whole";
  private static final String NAME = "saidName";
  private static final String NOTE = "saidNote";

  /// What Lucene gathers in memory while lists come in: what is written at once need not be merged.
  private static final double BUFFER_MB = 48;

  /// While a list comes in, its segments are left as they are: merging would cost as much as
  /// writing them did, and they can be searched as well.
  private static final MergePolicy UNMERGED = NoMergePolicy.INSTANCE;

  /// Entries that share a term with the one that is sought, and are looked at.
  private static final int LOOKED_AT_MAX = 1_000;

  private final MergePolicy merged;

  private ListedIndex(Opened opened) throws IOException {
    super(opened);
    writer().getConfig().setRAMBufferSizeMB(BUFFER_MB);
    merged = writer().getConfig().getMergePolicy();
  }

  static ListedIndex open(Path folder) throws IOException {
    return new ListedIndex(open(folder, FORM, new IndexWriterConfig()));
  }

  /// A list begins to come in.
  void begin() {
    writer().getConfig().setMergePolicy(UNMERGED);
  }

  /// No list comes in any more: what they left is put in order, on other threads.
  void rest() throws IOException {
    if (writer().getConfig().getMergePolicy().equals(UNMERGED)) {
      writer().getConfig().setMergePolicy(merged);
      writer().maybeMerge();
    }
  }

  /// Several threads may.
  void add(String list, List<Entry> entries) throws IOException {
    NameForms.Both name = null;
    for (Entry entry : entries) {
      Document doc = SuspectDocs.listed(entry.subject());
      doc.add(new StringField(LIST, list, Store.YES));
      if (entry.name() != null) {
        // whatever one row names belongs to one
        name = name == null || !name.name().equals(entry.name()) ? Both.of(entry.name()) : name;
        SuspectDocs.holder(doc, name);
        doc.add(new StoredField(NAME, entry.name()));
      }
      if (entry.note() != null) {
        doc.add(new StoredField(NOTE, entry.note()));
      }
      writer().addDocument(doc);
    }
  }

  /// From its next refresh on the list is in it.
  void finish(String list) throws IOException {
    var doc = new Document();
    doc.add(new StringField(WHOLE, list, Store.YES));
    writer().updateDocument(new Term(WHOLE, list), doc);
    wrote();
  }

  /// From its next refresh on nothing is in it of the list.
  void drop(String list) throws IOException {
    writer().deleteDocuments(new Term(LIST, list), new Term(WHOLE, list));
    wrote();
  }

  boolean has(String list) throws IOException {
    boolean[] has = new boolean[1];
    read(searcher -> has[0] = searcher.count(new TermQuery(new Term(WHOLE, list))) > 0);
    return has[0];
  }

  /// The lists of which there is anything, whole or not.
  Set<String> lists() throws IOException {
    var lists = new HashSet<String>();
    read(
        searcher -> {
          for (var leaf : searcher.getIndexReader().leaves()) {
            for (String field : List.of(LIST, WHOLE)) {
              var terms = leaf.reader().terms(field);
              if (terms != null) {
                var each = terms.iterator();
                for (var term = each.next(); term != null; term = each.next()) {
                  String list = term.utf8ToString();
                  // a term outlives its documents until segments are merged
                  if (searcher.count(new TermQuery(new Term(field, list))) > 0) {
                    lists.add(list);
                  }
                }
              }
            }
          }
        });
    return lists;
  }

  /// What a list says of a subject.
  record Said(String list, @Nullable String name, @Nullable String note) {}

  List<Said> said(Subject subject, int max) throws IOException {
    var said = new ArrayList<Said>();
    String key = subject.key();
    read(
        searcher -> {
          var it = new TermQuery(SuspectDocs.own(subject));
          var stored = searcher.storedFields();
          for (ScoreDoc hit : searcher.search(it, LOOKED_AT_MAX).scoreDocs) {
            Document doc = stored.document(hit.doc);
            String list = doc.get(LIST);
            if (list != null && SuspectDocs.suspect(doc).key().equals(key)) {
              said.add(new Said(list, doc.get(NAME), doc.get(NOTE)));
            }
            if (said.size() == max) {
              return;
            }
          }
        });
    return said;
  }
}
