/// A carrier that is not one and speaks TM Forum's interfaces and CAMARA.
@NullMarked
package org.haltline.telecom.sandbox.tmf;

import org.jspecify.annotations.NullMarked;
