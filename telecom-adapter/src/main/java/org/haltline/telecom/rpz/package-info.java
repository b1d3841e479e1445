/// Domains blocked in a DNS response policy zone, by signed dynamic updates.
@NullMarked
package org.haltline.telecom.rpz;

import org.jspecify.annotations.NullMarked;
