package org.haltline.core.casefile;

import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// A subject and the institution that serves it.
///
/// @param institution null when it is not known and someone must ask
/// @param because how the institution was found, or why it was not
public record Routed<S extends Subject>(S subject, @Nullable String institution, String because) {}
