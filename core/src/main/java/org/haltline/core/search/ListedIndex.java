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
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.haltline.core.listing.ListRow.Entry;
import org.jspecify.annotations.Nullable;

/// The entries of lists on disk, with the terms that suspects are found by. A list that is whole
/// has a document of its own, written after its entries.
final class ListedIndex extends KeptIndex {
  private static final String FORM = "lists-1/" + SuspectForm.VERSION;
  private static final String LIST = "list";
  private static final String WHOLE = "whole";
  private static final String NAME = "saidName";
  private static final String NOTE = "saidNote";

  private ListedIndex(Opened opened) throws IOException {
    super(opened);
  }

  static ListedIndex open(Path folder) throws IOException {
    return new ListedIndex(open(folder, FORM, new IndexWriterConfig()));
  }

  void add(String list, Entry entry) throws IOException {
    var suspect = new Suspect(entry.subject(), List.of());
    Document doc = SuspectDocs.of(suspect);
    doc.add(new StringField(LIST, list, Store.YES));
    if (entry.name() != null) {
      SuspectDocs.holder(doc, entry.name());
      doc.add(new StoredField(NAME, entry.name()));
    }
    if (entry.note() != null) {
      doc.add(new StoredField(NOTE, entry.note()));
    }
    writer().addDocument(doc);
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

  List<Said> said(String key, int max) throws IOException {
    var said = new ArrayList<Said>();
    read(
        searcher -> {
          var stored = searcher.storedFields();
          var it = new TermQuery(new Term(SuspectDocs.KEY, key));
          for (ScoreDoc hit : searcher.search(it, max).scoreDocs) {
            Document doc = stored.document(hit.doc, Set.of(LIST, NAME, NOTE));
            String list = doc.get(LIST);
            if (list != null) {
              said.add(new Said(list, doc.get(NAME), doc.get(NOTE)));
            }
          }
        });
    return said;
  }
}
