/// Numbers suspended, restored and barred by TM Forum's open interfaces: TMF641 service orders with
/// events, TMF640 activation where a carrier has no orders, and CAMARA to see whether it is so.
@NullMarked
package org.haltline.telecom.tmf;

import org.jspecify.annotations.NullMarked;
