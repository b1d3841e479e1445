package org.haltline.bank.tx.xml;

import java.util.List;

/// An element as it was read: a name, its text without the blanks around it, its children in order.
/// Attributes and namespaces do not occur in these messages and are dropped.
public record XmlNode(String name, String text, List<XmlNode> children) {
  public XmlNode {
    children = List.copyOf(children);
  }

  /// The only child of that name.
  ///
  /// @throws XmlRefused when there is none, or more than one
  public XmlNode only(String child) throws XmlRefused {
    List<XmlNode> found = children.stream().filter(each -> each.name.equals(child)).toList();
    if (found.size() != 1) {
      throw new XmlRefused(
          name + "/" + child, "expected exactly once, found " + found.size() + " times");
    }
    return found.getFirst();
  }
}
