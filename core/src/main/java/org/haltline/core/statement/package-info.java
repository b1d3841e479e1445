/// Statements of accounts as banks' people have them, CSV or XLSX, read into transfers. Whole or
/// not at all.
@NullMarked
package org.haltline.core.statement;

import org.jspecify.annotations.NullMarked;
