package org.haltline.core.subject;

/// A doubt about something that was understood all the same: shown to the operator, stops nothing.
///
/// @param code stable and dotted, such as `phone.unassigned`
/// @param says the doubt in English, with what to do about it
/// @param saysZh the same in Chinese
public record Note(String code, String says, String saysZh) {}
