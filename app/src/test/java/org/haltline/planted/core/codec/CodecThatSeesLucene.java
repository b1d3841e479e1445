package org.haltline.planted.core.codec;

import org.apache.lucene.document.Document;

/// A planted violation.
record CodecThatSeesLucene(Document document) {}
