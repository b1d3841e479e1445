/// Files that facts name: documents, statements, imported lists. Each is named by the SHA-256 of
/// what it holds.
@NullMarked
package org.haltline.core.journal.files;

import org.jspecify.annotations.NullMarked;
