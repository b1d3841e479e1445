/// What a fraudster uses, parsed and normalised: accounts, phone numbers, links, chat accounts,
/// names, id documents.
///
/// Every subject keeps what was typed beside what was understood, and has one key by which cases
/// find each other. Bad input is a value, never an exception. Nothing here knows an institution:
/// who must act is the directory's matter.
@NullMarked
package org.haltline.core.subject;

import org.jspecify.annotations.NullMarked;
