package org.haltline.bank.tx;

/// The body of one message.
public sealed interface TxMessage permits TxRequest, TxFeedback {

  /// The number by which request and feedback are matched: 4 + 32 digits.
  String applicationId();

  default TxCode code() {
    return TxCode.of(getClass());
  }
}
