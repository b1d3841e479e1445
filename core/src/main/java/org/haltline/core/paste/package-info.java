/// Smart paste: what a forwarded message, a bank's text or a chat names, with its place in it.
@NullMarked
package org.haltline.core.paste;

import org.jspecify.annotations.NullMarked;
