package org.haltline.core.subject;

/// An account on a chat service, where most lures begin.
///
/// @param service small letters: `qq`, `wechat`, `telegram`, … or whatever short name was given
/// @param handle the account's id there, in small letters (no service here tells capitals apart)
public record ChatAccount(String typed, String service, String handle) implements Subject {

  public ChatAccount {
    if (service.isBlank() || handle.isBlank()) {
      throw new IllegalArgumentException("a chat account without service or handle");
    }
  }

  /// Understands a handle on a service called by any of its usual names (`微信`, `WeChat`, `TG`).
  public static Parsed<ChatAccount> parse(String service, String typed) {
    return ChatReading.read(service, typed);
  }

  @Override
  public String key() {
    return "chat:" + service + ":" + handle;
  }

  @Override
  public String display() {
    return service + " " + handle;
  }
}
